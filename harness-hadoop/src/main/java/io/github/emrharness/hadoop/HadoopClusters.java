package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.tools.Node;
import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.ClusterInfo;
import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.S3aProperties;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HDFS and YARN of the clusters. One process runs them all; each cluster has its own daemons there. */
final class HadoopClusters implements HadoopService, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HadoopClusters.class);

    private final HarnessContext harness;
    private final HadoopJvms jvms;
    private final ExecutorService executor;
    private final NodePlan plan;
    private final Map<String, OpenCluster> clusters = new HashMap<>();
    /** Those whose daemons have been asked for. What the model tells of others concerns nobody here. */
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    /** By cluster, then by node; a node keeps the instance that it had first. Holds each cluster that the process knows. */
    private final Map<String, Map<String, String>> instances = new ConcurrentHashMap<>();

    private final StartsAhead startsAhead = new StartsAhead();
    private @Nullable DaemonProcess process;
    private boolean closed;

    HadoopClusters(HarnessContext harness, HadoopJvms jvms, DaemonSettings settings, ExecutorService executor) {
        this.harness = harness;
        this.jvms = jvms;
        this.executor = executor;
        plan = new NodePlan(settings.maxNodes(), Runtime.getRuntime().availableProcessors(), memoryOfThisMachine());
    }

    private static int memoryOfThisMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                ? (int) (bean.getTotalMemorySize() / (1024 * 1024))
                : Integer.MAX_VALUE;
    }

    /** A cluster that the process knows. */
    private record OpenCluster(DaemonProcess process, Map<String, String> shared) {}

    @Override
    public Map<String, String> hdfs(String clusterId) throws IOException {
        return answer("hdfs", clusterId);
    }

    @Override
    public Map<String, String> yarn(String clusterId) throws IOException {
        Map<String, String> properties = answer("hdfs", clusterId);
        properties.putAll(answer("yarn", clusterId));
        return properties;
    }

    @Override
    public void endApplications(String clusterId, String tag, Duration atMost) throws IOException {
        Optional<DaemonProcess> daemons = running(clusterId);
        if (daemons.isPresent()) {
            daemons.get()
                    .request(
                            "end-applications",
                            Map.of("cluster", clusterId, "tag", tag, "milliseconds", Long.toString(atMost.toMillis())));
        }
    }

    private Map<String, String> answer(String daemons, String clusterId) throws IOException {
        OpenCluster cluster = open(clusterId);
        Map<String, String> properties = new TreeMap<>(cluster.shared());
        properties.putAll(cluster.process().requestMap(daemons, Map.of("cluster", clusterId)));
        return properties;
    }

    /** The process of that cluster's daemons, which know it. */
    DaemonProcess process(String clusterId) throws IOException {
        return open(clusterId).process();
    }

    /** The same, if something has needed the HDFS or YARN of the cluster already. */
    synchronized Optional<DaemonProcess> running(String clusterId) throws IOException {
        if (ended.contains(clusterId)) {
            throw new IOException("The cluster " + clusterId + " has ended, and its HDFS and YARN with it.");
        }
        return Optional.ofNullable(clusters.get(clusterId)).map(OpenCluster::process);
    }

    private synchronized OpenCluster open(String clusterId) throws IOException {
        OpenCluster known = ended.contains(clusterId) ? null : clusters.get(clusterId);
        if (known == null) {
            known = openNow(clusterId);
            clusters.put(clusterId, known);
        }
        return known;
    }

    private OpenCluster openNow(String clusterId) throws IOException {
        if (closed) {
            throw new IOException("The harness is closed: there is no HDFS and no YARN any more.");
        }
        // Before the looks at its end and at its instances: who changes those looks here afterwards.
        begun.add(clusterId);
        ClusterInfo cluster = harness.cluster(clusterId)
                .orElseThrow(
                        () -> new IOException("There is no cluster " + clusterId + ", so it has no HDFS and no YARN."));
        if (ended.contains(clusterId)) {
            throw new IOException("The cluster " + clusterId + " has ended, and its HDFS and YARN with it.");
        }
        DaemonProcess running = process;
        if (running == null) {
            running = DaemonProcess.start(jvms, environment());
            process = running;
        }
        List<Node> nodes = plan.of(cluster);
        Map<String, String> shared = DaemonDefaults.shared(cluster, nodes);
        // Where LocalJobRunner puts what it submits; without a scheme it would be looked for in HDFS.
        shared.putIfAbsent(
                "mapreduce.jobtracker.staging.root.dir",
                directory(clusterId).resolve("staging").toUri().toString());
        Map<String, String> arguments = new TreeMap<>();
        arguments.put("cluster", clusterId);
        arguments.put("directory", directory(clusterId).toString());
        arguments.put("nodes", nodes.stream().map(Node::toString).collect(Collectors.joining(" ")));
        Map<String, String> daemons = new TreeMap<>(DaemonDefaults.ofDaemons());
        daemons.putAll(s3a(clusterId));
        daemons.putAll(shared);
        daemons.forEach((name, value) -> arguments.put("conf:" + name, value));
        running.request("open", arguments);
        noteInstances(cluster);
        return new OpenCluster(running, shared);
    }

    private void noteInstances(ClusterInfo cluster) {
        Map<String, String> known = instances.computeIfAbsent(cluster.clusterId(), absent -> new ConcurrentHashMap<>());
        plan.instances(cluster).forEach(known::putIfAbsent);
    }

    /** Whether something has needed the HDFS or YARN of the cluster. Never blocks. */
    boolean isUsed(String clusterId) {
        return instances.containsKey(clusterId);
    }

    /** The EC2 ids of the cluster's nodes by their names. */
    Map<String, String> instances(String clusterId) {
        harness.cluster(clusterId).ifPresent(this::noteInstances);
        return Map.copyOf(instances.getOrDefault(clusterId, Map.of()));
    }

    /** For node managers, which fetch from S3 what a container needs. */
    private Map<String, String> s3a(String clusterId) {
        try {
            return S3aProperties.of(
                    harness.objectStore().endpoint(),
                    harness.region(),
                    harness.accessKeyId(),
                    harness.secretAccessKey(),
                    directory(clusterId).resolve("s3a"));
        } catch (IllegalStateException e) {
            LOG.debug("Node managers can fetch nothing from S3", e);
            return Map.of();
        }
    }

    /** Has the files of the cluster's daemons. */
    Path directory(String clusterId) {
        return jvms.directory().resolve(clusterId);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        String path = System.getenv("PATH");
        environment.put("PATH", path == null ? "/usr/bin:/bin" : path);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LANG", "en_US.UTF-8");
        return environment;
    }

    /** Starts the HDFS and YARN of a cluster in the background, unless enough others have begun so. */
    void begin(String clusterId) {
        if (!startsAhead.mayBegin(clusterId)) {
            LOG.debug("HDFS and YARN of {} start when they are needed", clusterId);
            return;
        }
        inBackground(() -> {
            try {
                Map<String, String> unused = yarn(clusterId);
            } catch (IOException | RuntimeException e) {
                LOG.debug("HDFS and YARN of {} do not start; who needs them will be told", clusterId, e);
                startsAhead.ended(clusterId);
            }
        });
    }

    /** Adds the nodes that a cluster has got meanwhile, in the background: the cluster must not wait for its daemons. */
    void instancesChanged(String clusterId) {
        if (!begun.contains(clusterId)) {
            return;
        }
        inBackground(() -> {
            try {
                grow(clusterId);
            } catch (IOException e) {
                if (hasEnded(clusterId)) {
                    LOG.debug("{} has ended while it was to get new nodes", clusterId, e);
                } else {
                    LOG.warn("The new nodes of {} do not run HDFS and YARN", clusterId, e);
                }
            }
        });
    }

    private synchronized boolean hasEnded(String clusterId) {
        return closed || ended.contains(clusterId);
    }

    /** Adds the nodes that a cluster has got since its HDFS was asked for. Nodes that it has lost stay: they hold its files. */
    void grow(String clusterId) throws IOException {
        DaemonProcess daemons = process(clusterId);
        Optional<ClusterInfo> now = harness.cluster(clusterId);
        now.ifPresent(this::noteInstances);
        for (Node node : now.map(plan::of).orElse(List.of())) {
            daemons.request("add-node", Map.of("cluster", clusterId, "node", node.toString()));
        }
    }

    /** Ends the daemons of a cluster in the background, and deletes its files. */
    void end(String clusterId) {
        ended.add(clusterId);
        if (begun.remove(clusterId)) {
            inBackground(() -> endNow(clusterId));
        }
    }

    private void inBackground(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The harness is closed, and all daemons end with it", e);
        }
    }

    private void endNow(String clusterId) {
        OpenCluster cluster;
        synchronized (this) {
            cluster = clusters.remove(clusterId);
        }
        if (cluster != null) {
            try {
                cluster.process().request("close", Map.of("cluster", clusterId));
            } catch (IOException e) {
                LOG.debug("The daemons of {} do not end", clusterId, e);
            }
            startsAhead.ended(clusterId);
            deleteFiles(clusterId);
        }
    }

    /** HDFS has what may be large; the logs of containers stay until the harness is closed. */
    private void deleteFiles(String clusterId) {
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(directory(clusterId))) {
            FileTree.delete(directory(clusterId).resolve("name"));
            for (Path node : nodes) {
                FileTree.delete(node.resolve("hdfs"));
                FileTree.delete(node.resolve("yarn"));
            }
        } catch (IOException e) {
            LOG.debug("Files of {} stay until the harness is closed", clusterId, e);
        }
    }

    @Override
    public void close() {
        DaemonProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last != null) {
            last.close();
        }
    }
}
