package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.spi.HarnessContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The metastores of the clusters: one process, started on first need, in which each cluster has a catalog and a port of its
 * own. A cluster on EMR has its own metastore too, on its primary node.
 */
final class HiveMetastore {

    /** Another content of the template needs another name. */
    private static final String TEMPLATE = "hive-metastore-3.1.3-1";

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final Map<String, ForCluster> clusters = new HashMap<>();
    private @Nullable PortProcess running;

    HiveMetastore(HarnessContext harness, HiveJvms jvms) {
        this.harness = harness;
        this.jvms = jvms;
    }

    /**
     * The metastore of one cluster, as its clients are told of it.
     *
     * @param warehouse where its databases lie unless they say otherwise
     */
    record ForCluster(int port, String catalog, String warehouse) {

        /** What tells a client of Hive 3 where it is. */
        Map<String, String> client() {
            return Map.of("hive.metastore.uris", "thrift://127.0.0.1:" + port, "metastore.catalog.default", catalog);
        }
    }

    /**
     * The metastore of that cluster; waits until it answers.
     *
     * @throws IOException if there is none; the message says why
     */
    synchronized ForCluster of(String clusterId) throws IOException {
        if (running != null && !running.isAlive()) {
            throw running.ended();
        }
        ForCluster known = clusters.get(clusterId);
        if (known == null) {
            known = open(clusterId);
            clusters.put(clusterId, known);
        }
        return known;
    }

    /** Where the cluster's databases lie unless they say otherwise. Starts nothing. */
    String warehouse(String clusterId) {
        return HiveProperties.uri(jvms.directory().resolve("warehouse").resolve(clusterId));
    }

    private ForCluster open(String clusterId) throws IOException {
        PortProcess process = running;
        if (process == null) {
            process = start();
            running = process;
        }
        String catalog = clusterId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        String warehouse = warehouse(clusterId);
        return new ForCluster(process.ask(catalog + " " + warehouse), catalog, warehouse);
    }

    void close() {
        PortProcess last;
        synchronized (this) {
            last = running;
        }
        if (last != null) {
            last.close();
        }
    }

    private PortProcess start() throws IOException {
        Path own = jvms.directory().resolve("metastore");
        Map<String, String> properties = HiveProperties.ofProcess(harness, jvms.directory(), own);
        properties.putAll(HiveProperties.ofMetastore());
        return PortProcess.start(
                "Hive metastore",
                jvms,
                jvms.command(
                                "MetastoreMain",
                                "Hive metastore",
                                List.of(template().toString()),
                                properties,
                                own,
                                own)
                        .environment(Map.of("HADOOP_USER_NAME", "hive")));
    }

    /** An empty database, made once for all JVMs of the user: Hive needs seconds to make its tables. */
    private Path template() throws IOException {
        Path cache = CacheDirectory.find(harness.settings());
        return CachedDirectory.get(cache, TEMPLATE, HiveMetastore::isDatabase, this::makeTemplate)
                .resolve("template");
    }

    private static boolean isDatabase(Path directory) {
        return Files.isRegularFile(directory.resolve("template").resolve("service.properties"));
    }

    private void makeTemplate(Path directory) throws IOException {
        Path own = jvms.directory().resolve("metastore-template");
        Map<String, String> properties = HiveProperties.ofProcess(harness, jvms.directory(), own);
        properties.putAll(HiveProperties.ofMetastore());
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        JavaProcess process = jvms.start(jvms.command(
                        "TemplateMain",
                        "template of the Hive metastore",
                        List.of(directory.toString()),
                        properties,
                        own,
                        own)
                .stdout(output)
                .stderr(output)
                .build());
        int code = exitCode(process);
        if (code != 0 || !isDatabase(directory)) {
            throw new IOException("Cannot make the database of the Hive metastore, exit code " + code + ":\n"
                    + output.toString(UTF_8));
        }
    }

    private static int exitCode(JavaProcess process) throws IOException {
        try {
            return process.onExit().get();
        } catch (ExecutionException e) {
            throw new IOException("The harness lost the process that makes the database of the Hive metastore", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the database of the Hive metastore is made");
        }
    }
}
