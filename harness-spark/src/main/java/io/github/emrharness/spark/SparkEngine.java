package io.github.emrharness.spark;

import io.github.emrharness.spi.DatasetReader;
import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Spark with a local master, or on the YARN of the clusters. */
final class SparkEngine implements Engine {

    private final SparkJvms jvms;
    private final ExecutorService executor;
    private final YarnContainers containers;
    private final SparkWarmUp warmUp;
    private final SparkSubmitRunner runner;
    private final DatasetReader datasets;
    private final StepApplications applications = new StepApplications();

    SparkEngine(HarnessContext context, SparkSettings settings) {
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-spark-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        jvms = new SparkJvms(context);
        containers = new YarnContainers(context, settings, jvms, executor);
        warmUp = new SparkWarmUp(context, settings, jvms, executor);
        runner = new SparkSubmitRunner(context, settings, jvms, containers, applications, warmUp, executor);
        datasets = new SparkDatasetReader(context, settings, jvms, warmUp);
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
    public <T> Optional<T> capability(Class<T> type) {
        return Stream.of(datasets, applications)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        containers.close();
        jvms.close();
    }
}
