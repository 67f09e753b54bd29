package io.github.emrharness.hive;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.HiveService;
import io.github.emrharness.spi.MetastoreService;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Hive with a metastore that all clusters of the harness reach, each its own part of it. */
final class HiveEngine implements Engine {

    private final HiveJvms jvms;
    private final MetastoreRelays relays;
    private final ExecutorService executor;
    private final HiveWarmUp warmUp;
    private final HiveServers servers;
    private final HiveQueries queries;
    private final StepDeadline deadline;
    private final HiveRunner runner;

    HiveEngine(HarnessContext context) {
        deadline = new StepDeadline(context.settings());
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-hive-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        jvms = new HiveJvms(context);
        HiveHdfs hdfs = new HiveHdfs(context);
        HiveWarehouse warehouse =
                new HiveWarehouse(context, hdfs, jvms.directory().resolve("warehouse"));
        HiveMetastore metastore = new HiveMetastore(context, jvms, warehouse);
        relays = new MetastoreRelays(metastore, warehouse, hdfs);
        ClusterSites sites = new ClusterSites(context, jvms.directory(), metastore);
        warmUp = new HiveWarmUp(context, jvms, metastore, sites, executor);
        servers = new HiveServers(context, jvms, sites, warmUp);
        queries = new HiveQueries(context, jvms, sites, hdfs, warmUp, servers);
        runner = new HiveRunner(context, jvms, sites, hdfs, servers, warmUp, deadline, executor);
    }

    @Override
    public List<StepRunner> stepRunners() {
        return List.of(runner);
    }

    @Override
    public void warmUp() {
        warmUp.begin();
    }

    @Override
    public void clusterEnded(String clusterId) {
        relays.close(clusterId);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (type == MetastoreService.class) {
            return Optional.of(type.cast(relays));
        }
        return type == HiveService.class ? Optional.of(type.cast(queries)) : Optional.empty();
    }

    @Override
    public void close() {
        deadline.close();
        executor.shutdownNow();
        servers.close();
        relays.close();
        jvms.close();
    }
}
