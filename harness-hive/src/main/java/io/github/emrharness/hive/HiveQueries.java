package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.HiveService;
import io.github.emrharness.spi.HiveTableDescription;
import io.github.emrharness.spi.HiveTableDescription.Partition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Answers a test's questions about tables, in the same Hives that run the steps. */
final class HiveQueries implements HiveService {

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final ClusterSites sites;
    private final HiveHdfs hdfs;
    private final HiveWarmUp warmUp;
    private final HiveServers servers;

    HiveQueries(
            HarnessContext harness,
            HiveJvms jvms,
            ClusterSites sites,
            HiveHdfs hdfs,
            HiveWarmUp warmUp,
            HiveServers servers) {
        this.harness = harness;
        this.jvms = jvms;
        this.sites = sites;
        this.hdfs = hdfs;
        this.warmUp = warmUp;
        this.servers = servers;
    }

    @Override
    public DatasetContent query(String clusterId, String statement) throws IOException {
        return run(
                clusterId,
                hdfs.ofStatement(clusterId, statement),
                "StatementMain",
                List.of(statement),
                "run [" + statement + "]",
                HiveQueries::content);
    }

    @Override
    public Optional<HiveTableDescription> table(String clusterId, String database, String table) throws IOException {
        return run(
                clusterId,
                hdfs.ofCluster(clusterId),
                "TableMain",
                List.of(database, table),
                "find out about the table " + database + "." + table,
                file -> Files.exists(file) ? Optional.of(description(file)) : Optional.empty());
    }

    @Override
    public URI hiveServer2(String clusterId) throws IOException {
        return URI.create("hive2://127.0.0.1:" + servers.port(clusterId, hdfs.ofCluster(clusterId)));
    }

    private <T> T run(
            String clusterId,
            Map<String, String> client,
            String tool,
            List<String> arguments,
            String what,
            Reading<T> reading)
            throws IOException {
        Path own = Files.createTempDirectory(jvms.directory(), "question");
        try {
            Path result = own.resolve("result");
            List<String> all = new ArrayList<>(List.of(result.toString()));
            all.addAll(arguments);
            Map<String, String> site = sites.of(clusterId, own, ClusterConfiguration.of(harness, clusterId), client);
            ByteArrayOutputStream stdout = new ByteArrayOutputStream();
            ByteArrayOutputStream stderr = new ByteArrayOutputStream();
            warmUp.awaitAnnounced();
            JavaProcess process = jvms.start(jvms.command(tool, "question to Hive", all, site, own, own)
                    .stdout(stdout)
                    .stderr(stderr)
                    .build());
            if (exitCode(process, what) != 0) {
                String reason = stdout.toString(UTF_8).strip();
                throw new IOException("Hive cannot " + what + ": "
                        + (reason.isEmpty() ? stderr.toString(UTF_8).strip() : reason));
            }
            return reading.of(result);
        } finally {
            FileTree.delete(own);
        }
    }

    private static int exitCode(JavaProcess process, String what) throws IOException {
        try {
            return process.onExit().get();
        } catch (ExecutionException e) {
            throw new IOException("The harness lost the process that was to " + what, e);
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while Hive was to " + what);
        }
    }

    @SuppressWarnings("unchecked")
    private static DatasetContent content(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            List<String> names = (List<String>) in.readObject();
            List<String> types = (List<String>) in.readObject();
            List<List<@Nullable Object>> rows = (List<List<@Nullable Object>>) in.readObject();
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                columns.add(new Column(names.get(i), types.get(i)));
            }
            return new DatasetContent(List.copyOf(columns), Collections.unmodifiableList(rows));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static HiveTableDescription description(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            Map<String, String> facts = (Map<String, String>) in.readObject();
            List<Column> columns = columns((List<String[]>) in.readObject());
            List<Column> partitionColumns = columns((List<String[]>) in.readObject());
            Map<String, String> parameters = (Map<String, String>) in.readObject();
            Map<String, String> partitions = (Map<String, String>) in.readObject();
            return new HiveTableDescription(
                    facts.getOrDefault("type", ""),
                    columns,
                    partitionColumns,
                    facts.getOrDefault("location", ""),
                    facts.getOrDefault("inputFormat", ""),
                    facts.getOrDefault("serializationLibrary", ""),
                    parameters,
                    partitions.entrySet().stream()
                            .map(each -> new Partition(each.getKey(), each.getValue()))
                            .toList());
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static List<Column> columns(List<String[]> pairs) {
        return pairs.stream().map(pair -> new Column(pair[0], pair[1])).toList();
    }

    /** What the process has written. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Path file) throws IOException;
    }
}
