package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.commands.FileFetcher;
import io.github.emrharness.core.model.BootstrapFailure;
import io.github.emrharness.core.model.BootstrapRun;
import io.github.emrharness.core.model.BootstrapTask;
import io.github.emrharness.core.model.Bootstrapper;
import io.github.emrharness.core.steps.LogArchive;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/** Runs bootstrap actions on threads of its own, which end when there is nothing to do. */
public final class BootstrapExecutor implements Bootstrapper, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapExecutor.class);
    private static final int CLOSE_SECONDS = 10;

    private final BootstrapConfig config;
    private final FileFetcher fetcher;
    private final LogArchive archive;
    private final ExecutorService threads;
    private final Set<BootstrapExecution> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    public BootstrapExecutor(BootstrapConfig config) {
        this.config = config;
        fetcher = new FileFetcher(config.objectStore());
        archive = new LogArchive(config.objectStore());
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-bootstrap-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Optional<BootstrapRun> prepare(BootstrapTask task, Consumer<Optional<BootstrapFailure>> onEnd) {
        RunJobFlowRequest request = task.cluster().request();
        List<String> unknown = config.configuration().unknown(request.configurations());
        return request.bootstrapActions().isEmpty() && unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new BootstrapExecution(this, task, unknown, onEnd));
    }

    BootstrapConfig config() {
        return config;
    }

    FileFetcher fetcher() {
        return fetcher;
    }

    LogArchive archive() {
        return archive;
    }

    boolean isClosing() {
        return closing;
    }

    void began(BootstrapExecution execution) {
        alive.add(execution);
        if (closing) {
            execution.kill();
        }
    }

    void ended(BootstrapExecution execution) {
        alive.remove(execution);
    }

    /** Runs the task on one of the threads; after the close, on the thread that asks. */
    void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** From now on logs are no longer archived: nobody will read them. */
    public void beginClose() {
        closing = true;
    }

    /** Kills what still runs, waits a while for its end, and ends the threads. */
    @Override
    public void close() {
        beginClose();
        CompletableFuture<?>[] ends = alive.stream()
                .map(execution -> {
                    execution.kill();
                    return execution.end();
                })
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Bootstrap actions did not end within {} seconds of being killed", CLOSE_SECONDS, e);
        }
        threads.shutdownNow();
    }
}
