package io.github.emrharness.core.commands;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The runners of steps that need no engine: commands and scripts. */
public final class Commands implements AutoCloseable {

    private final ExecutorService threads;
    private final List<StepRunner> stepRunners;

    public Commands(Supplier<ObjectStore> objectStore) {
        AtomicInteger number = new AtomicInteger();
        // Only preparations run here; their number is bounded by that of the steps that run at once.
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-commands-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        FileFetcher fetcher = new FileFetcher(objectStore);
        stepRunners = List.of(new CommandStepRunner(), new ScriptStepRunner(fetcher, threads));
    }

    /** To be asked after all engines. */
    public List<StepRunner> stepRunners() {
        return stepRunners;
    }

    /** To be called when no step runs any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
