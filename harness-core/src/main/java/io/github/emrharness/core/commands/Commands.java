package io.github.emrharness.core.commands;

import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import io.github.emrharness.jvm.isolated.IsolatedJvms;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The runners of steps that need no engine: commands, scripts and plain jars. */
public final class Commands implements AutoCloseable {

    private final ExecutorService threads;
    private final IsolatedJvms jvms;
    private final List<StepRunner> stepRunners;

    /**
     * @param objectStore asked only when something is to be fetched from S3
     * @param isolation where Java programs run
     */
    public Commands(Supplier<ObjectStore> objectStore, Isolation isolation) {
        AtomicInteger number = new AtomicInteger();
        // Only preparations run here; their number is bounded by that of the steps that run at once.
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-commands-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        FileFetcher fetcher = new FileFetcher(objectStore);
        // No loader is used twice: the statics of a program are its own.
        jvms = new IsolatedJvms(isolation == Isolation.FORKED, "step", () -> InProcessLauncher.builder()
                .maxIdleLoaders(0)
                .build());
        stepRunners = List.of(
                new CommandStepRunner(),
                new ScriptStepRunner(fetcher, threads),
                new JarStepRunner(fetcher, jvms, threads));
    }

    /** To be asked after all engines. */
    public List<StepRunner> stepRunners() {
        return stepRunners;
    }

    /** To be called when no step runs any more. */
    @Override
    public void close() {
        threads.shutdownNow();
        jvms.close();
    }
}
