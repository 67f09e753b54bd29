package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.MetastoreService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The metastores of the clusters: one child JVM, started on first need, in which each cluster has a catalog and a port of its
 * own. A cluster on EMR has its own metastore too, on its primary node.
 *
 * <p>No code of users runs in it, which they could want to stop at; and a JVM of its own, with options for a small server,
 * starts while the test's loads Hive.
 */
final class HiveMetastore {

    /** Another content of the template needs another name. */
    private static final String TEMPLATE = "hive-metastore-3.1.3-1";

    private static final String CATALOG = "metastore.catalog.default";

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final HiveWarehouse warehouse;
    private final Map<Client, ForCluster> clusters = new HashMap<>();
    private final Map<Client, Integer> reserved = new HashMap<>();
    private @Nullable PortProcess running;

    HiveMetastore(HarnessContext harness, HiveJvms jvms, HiveWarehouse warehouse) {
        this.harness = harness;
        this.jvms = jvms;
        this.warehouse = warehouse;
    }

    /** One who has the cluster's HDFS as default file system needs a metastore that has it, too. */
    private record Client(String clusterId, boolean withHdfs) {}

    /**
     * The metastore of one cluster, as its clients are told of it.
     *
     * @param warehouse where its databases lie unless they say otherwise
     */
    record ForCluster(int port, String catalog, String warehouse) {

        /** What tells a client of Hive 3 where it is. */
        Map<String, String> client() {
            return Map.of(
                    MetastoreService.URIS,
                    "thrift://127.0.0.1:" + port,
                    MetastoreService.WAREHOUSE,
                    warehouse,
                    CATALOG,
                    catalog);
        }
    }

    /**
     * The metastore of that cluster; waits until it answers.
     *
     * @param hdfs the client's properties for the cluster's HDFS, if it uses one
     * @throws IOException if there is none; the message says why
     */
    synchronized ForCluster of(String clusterId, Map<String, String> hdfs) throws IOException {
        if (running != null && !running.isAlive()) {
            throw running.ended();
        }
        Client client = new Client(clusterId, !hdfs.isEmpty());
        ForCluster known = clusters.get(client);
        if (known == null) {
            known = reserve(client);
            // One that cannot be opened has closed its port.
            reserved.remove(client);
            open(known, hdfs, client);
            clusters.put(client, known);
        }
        return known;
    }

    /** The metastore that a cluster will have: connections to it wait until {@link #of} has opened it. */
    synchronized ForCluster reserve(String clusterId) throws IOException {
        return reserve(new Client(clusterId, false));
    }

    private ForCluster reserve(Client client) throws IOException {
        Integer port = reserved.get(client);
        if (port == null) {
            port = process().ask("");
            reserved.put(client, port);
        }
        String catalog = client.clusterId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return new ForCluster(port, catalog, warehouse.of(client.clusterId()));
    }

    private void open(ForCluster metastore, Map<String, String> hdfs, Client client) throws IOException {
        Map<String, String> site = new TreeMap<>(hdfs);
        site.put(CATALOG, metastore.catalog());
        site.put(MetastoreService.WAREHOUSE, metastore.warehouse());
        Path own = Files.createDirectories(jvms.directory().resolve("metastore"));
        Path file = own.resolve(client.clusterId() + (client.withHdfs() ? "-hdfs" : "") + ".xml");
        HadoopXml.write(site, file);
        process().ask(metastore.port() + " " + file);
    }

    private PortProcess process() throws IOException {
        PortProcess process = running;
        if (process == null) {
            process = start();
            running = process;
        }
        return process;
    }

    private PortProcess start() throws IOException {
        Path own = jvms.directory().resolve("metastore");
        Map<String, String> properties = HiveProperties.ofProcess(harness, jvms.directory(), own);
        properties.putAll(HiveProperties.ofMetastore());
        return PortProcess.start(
                "Hive metastore",
                jvms::startChild,
                jvms.child("MetastoreMain", "Hive metastore", List.of(template().toString()), properties, own));
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
        JavaProcess process = jvms.startChild(jvms.child(
                        "TemplateMain",
                        "template of the Hive metastore",
                        List.of(directory.toString()),
                        properties,
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
