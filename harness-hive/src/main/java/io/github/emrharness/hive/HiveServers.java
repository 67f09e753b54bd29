package io.github.emrharness.hive;

import io.github.emrharness.spi.HarnessContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HiveServer2s of the clusters: one process, started on first need, in which each cluster has a port of its own. If a
 * query ends the process, the next one who asks gets another.
 */
final class HiveServers implements AutoCloseable {

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final ClusterSites sites;
    private final HiveWarmUp warmUp;
    private final Map<String, Integer> ports = new HashMap<>();
    private @Nullable PortProcess running;

    HiveServers(HarnessContext harness, HiveJvms jvms, ClusterSites sites, HiveWarmUp warmUp) {
        this.harness = harness;
        this.jvms = jvms;
        this.sites = sites;
        this.warmUp = warmUp;
    }

    /**
     * The port of that cluster's; waits until it answers. One whose default file system is HDFS has a port of its own.
     *
     * @param hdfs what leads to the cluster's HDFS, if the client uses it
     * @throws IOException if it cannot be started; the message says why
     */
    synchronized int port(String clusterId, Map<String, String> hdfs) throws IOException {
        PortProcess process = running;
        if (process != null && !process.isAlive()) {
            process = null;
            ports.clear();
        }
        String name = clusterId + (hdfs.isEmpty() ? "" : "-hdfs");
        Integer port = process == null ? null : ports.get(name);
        if (port == null) {
            Path own = jvms.directory().resolve("hiveserver2");
            if (process == null) {
                warmUp.awaitAnnounced();
                process = start(own);
                running = process;
            }
            port = process.ask(site(clusterId, own.resolve(name), hdfs).toString());
            ports.put(name, port);
        }
        return port;
    }

    private PortProcess start(Path own) throws IOException {
        Map<String, String> properties = HiveProperties.ofProcess(harness, jvms.directory(), own);
        return PortProcess.start(
                "HiveServer2",
                jvms::start,
                jvms.command("HiveServer2Main", "HiveServer2", List.of(), properties, own, own));
    }

    private Path site(String clusterId, Path own, Map<String, String> hdfs) throws IOException {
        Map<String, String> properties = sites.of(clusterId, own, ClusterConfiguration.of(harness, clusterId), hdfs);
        properties.put("hive.server2.thrift.bind.host", "127.0.0.1");
        properties.put("hive.server2.thrift.port", "0");
        properties.put("hive.server2.thrift.min.worker.threads", "1");
        properties.put("hive.server2.authentication", "NONE");
        // All users of this machine are one.
        properties.put("hive.server2.enable.doAs", "false");
        properties.put("hive.server2.tez.initialize.default.sessions", "false");
        properties.put("hive.server2.logging.operation.enabled", "false");
        properties.merge(
                "hive.server2.session.hook",
                "io.github.emrharness.hive.tools.FunctionsOfSession",
                (hooks, hook) -> hooks + "," + hook);
        Path site = Files.createDirectories(own).resolve("hive-site.xml");
        HadoopXml.write(properties, site);
        return site;
    }

    @Override
    public void close() {
        PortProcess last;
        synchronized (this) {
            last = running;
        }
        if (last != null) {
            last.close();
        }
    }
}
