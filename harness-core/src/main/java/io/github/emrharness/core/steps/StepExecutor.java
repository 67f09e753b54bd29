package io.github.emrharness.core.steps;

import io.github.emrharness.core.commands.ProgramLookup;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.ClusterDefinition;
import io.github.emrharness.core.model.StepLauncher;
import io.github.emrharness.core.model.StepOutcome;
import io.github.emrharness.core.model.StepRun;
import io.github.emrharness.core.model.StepTask;
import io.github.emrharness.core.programs.ProgramServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs steps on threads of its own, which end when there is nothing to do. */
public final class StepExecutor implements StepLauncher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecutor.class);

    /** Starting a step and archiving its logs are short; the processes themselves do not run on these threads. */
    private static final int THREADS = 32;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final StepExecutionConfig config;
    private final StepRunnerRegistry runners;
    private final LogArchive archive;
    private final ContainerLogs containerLogs;
    private final ProgramServer programs = new ProgramServer();
    private final NodeLogArchive nodeLogs;
    private final ExecutorService threads;
    /** Processes live in the time of this machine, whatever clock the model has. */
    private final HarnessClock processTime = HarnessClock.system();

    private final Set<StepExecution> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private @Nullable Set<String> programNames;

    public StepExecutor(StepExecutionConfig config) {
        this.config = config;
        runners = new StepRunnerRegistry(config.stepRunners(), config.builtInRunners());
        archive = new LogArchive(config.objectStore());
        containerLogs = new ContainerLogs(config.yarn(), config.objectStore());
        nodeLogs = new NodeLogArchive(config.nodeLogs(), config.objectStore());
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "emr-harness-steps-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    @Override
    public Path logDirectory(String clusterId, String stepId) {
        return StepDirectories.of(config.directory(), clusterId, stepId).logs();
    }

    @Override
    public StepRun prepare(StepTask task, Consumer<StepOutcome> onEnd) {
        return new StepExecution(this, task, onEnd);
    }

    @Override
    public Optional<Runnable> prepareArchive(ClusterDefinition cluster, Runnable onEnd) {
        Optional<LogDestination> logUri = cluster.logUri().flatMap(LogDestination::parse);
        if (closing || logUri.isEmpty() || !nodeLogs.isNeeded(cluster.clusterId())) {
            return Optional.empty();
        }
        return Optional.of(() -> execute(() -> {
            try {
                if (!closing) {
                    nodeLogs.store(
                            cluster.clusterId(),
                            logUri.get(),
                            config.directory().resolve(cluster.clusterId()));
                }
            } finally {
                onEnd.run();
            }
        }));
    }

    StepExecutionConfig config() {
        return config;
    }

    StepRunnerRegistry runners() {
        return runners;
    }

    LogArchive archive() {
        return archive;
    }

    ContainerLogs containerLogs() {
        return containerLogs;
    }

    ProgramServer programs() {
        return programs;
    }

    /**
     * The programs of the master, the same for all clusters: neither engines nor the PATH change.
     *
     * @param environment of the first step, in whose sandbox there are none yet
     */
    synchronized Set<String> programNames(Map<String, String> environment) {
        Set<String> names = programNames;
        if (names == null) {
            ProgramLookup machine = new ProgramLookup(environment, config.directory());
            names = runners.programs(program -> machine.problem(program).isEmpty());
            programNames = names;
        }
        return names;
    }

    HarnessClock processTime() {
        return processTime;
    }

    boolean isClosing() {
        return closing;
    }

    void began(StepExecution execution) {
        alive.add(execution);
        if (closing) {
            execution.kill();
        }
    }

    void ended(StepExecution execution) {
        alive.remove(execution);
        synchronized (alive) {
            alive.notifyAll();
        }
    }

    /** Runs the task on one of the threads; after the close, on the thread that asks. */
    void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** From now on logs are no longer archived: nobody will read them, and the object store may never have started. */
    public void beginClose() {
        closing = true;
    }

    /** Kills what still runs, waits a while for its end, and ends the threads. */
    @Override
    public void close() {
        beginClose();
        alive.forEach(StepExecution::kill);
        if (!awaitEnd()) {
            LOG.warn("{} step(s) did not end within {} of being killed", alive.size(), CLOSE_TIMEOUT);
        }
        programs.close();
        processTime.close();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("A thread of the steps is still at work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd() {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        synchronized (alive) {
            while (!alive.isEmpty()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    return false;
                }
                try {
                    alive.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }
}
