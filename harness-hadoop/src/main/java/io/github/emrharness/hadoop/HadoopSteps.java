package io.github.emrharness.hadoop;

import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The steps that Hadoop runs. */
final class HadoopSteps implements AutoCloseable {

    private final ExecutorService executor;
    private final List<StepRunner> runners;

    HadoopSteps(HarnessContext harness, HadoopSettings settings, HadoopJvms jvms) {
        AtomicInteger number = new AtomicInteger();
        // Only preparations run here; their number is bounded by that of the steps that run at once.
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-hadoop-steps-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        HadoopProcesses processes = new HadoopProcesses(harness, settings, jvms);
        runners = List.of(new HadoopStepRunner(harness, processes, executor));
    }

    /** In the order in which they are to be asked; the last one takes every jar. */
    List<StepRunner> runners() {
        return runners;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
