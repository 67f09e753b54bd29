package io.github.emrharness.hadoop;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Hadoop. */
final class HadoopEngine implements Engine {

    private final ExecutorService executor;
    private final HadoopJvms jvms;
    private final HadoopSteps steps;
    private final HadoopClusters clusters;
    private final DaemonFiles files;
    private final DaemonNodes nodes;
    private final ClusterYarn yarn;
    private final DaemonLogs logs;

    HadoopEngine(HarnessContext context) {
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-hadoop-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        jvms = new HadoopJvms(context);
        steps = new HadoopSteps(context, HadoopSettings.of(context.settings()), jvms);
        clusters = new HadoopClusters(context, jvms, DaemonSettings.of(context.settings()), executor);
        files = new DaemonFiles(clusters);
        nodes = new DaemonNodes(clusters);
        yarn = new ClusterYarn(clusters);
        logs = new DaemonLogs(clusters);
    }

    @Override
    public List<StepRunner> stepRunners() {
        return steps.runners();
    }

    @Override
    public void warmUp() {
        // What costs time belongs to a cluster.
    }

    @Override
    public void warmUp(String clusterId) {
        clusters.begin(clusterId);
    }

    @Override
    public void instancesChanged(String clusterId) {
        clusters.instancesChanged(clusterId);
    }

    @Override
    public void clusterEnded(String clusterId) {
        clusters.end(clusterId);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Stream.of(clusters, files, nodes, yarn, logs)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void close() {
        steps.close();
        executor.shutdownNow();
        clusters.close();
        jvms.close();
    }
}
