package io.github.emrharness.jvm.inprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.inprocess.EngineRecycler.Verdict;
import io.github.emrharness.jvm.launch.JavaMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program in an engine. It runs, then shuts down (hooks run), then is halted (nothing of it counts any more), and is over
 * when its threads are gone or have had their time for it.
 */
final class InProcessProcess implements JavaProcess, Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InProcessProcess.class);

    private static final int EXIT_OF_EXCEPTION = 1;
    private static final int EXIT_OF_TERMINATE = 143;
    private static final int EXIT_OF_KILL = 137;
    private static final Duration INTERRUPT_AGAIN = Duration.ofMillis(200);
    private static final Duration RECYCLER_DEADLINE = Duration.ofSeconds(30);

    private enum Phase {
        RUNNING,
        SHUTTING_DOWN,
        HALTED
    }

    private final JavaCommand command;
    private final JvmOptions options;
    private final Map<String, String> initialProperties;
    private final EngineRecycler recycler;
    private final Duration lingering;
    private final ShutdownHooks hooks = new ShutdownHooks();
    private final CompletableFuture<@Nullable Void> shutdownBegun = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> halted = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Object lock = new Object();
    private Phase phase = Phase.RUNNING;
    private Ending ending = Ending.RETURNED;
    private int exitCode;
    private volatile boolean recyclerFailed;
    private volatile @Nullable ProcessContext context;
    private volatile @Nullable Engine engine;

    InProcessProcess(JavaCommand command, JvmOptions options, EngineRecycler recycler, Duration lingering) {
        this.command = command;
        this.options = options;
        this.recycler = recycler;
        this.lingering = lingering;
        initialProperties = StandardProperties.of(command, options.systemProperties());
    }

    List<Path> classPath() {
        return command.classPath();
    }

    // What its caller sees

    @Override
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    @Override
    public void terminate() {
        beginShutdown(EXIT_OF_TERMINATE, Ending.TERMINATED);
    }

    @Override
    public void kill() {
        halt(EXIT_OF_KILL, Ending.KILLED);
    }

    @Override
    public Map<String, String> systemProperties() {
        ProcessContext current = context;
        return current == null ? Map.copyOf(initialProperties) : current.copyOfProperties();
    }

    // What its program asks for

    @Override
    public void exit(int status) {
        beginShutdown(status, Ending.EXITED);
        // In a JVM a hook that exits waits for itself for ever.
        if (!hooks.contains(Thread.currentThread())) {
            // Not ended by an interrupt.
            halted.join();
        }
        throw new ProcessExit();
    }

    @Override
    public void halt(int status) {
        halt(status, Ending.HALTED);
        throw new ProcessExit();
    }

    @Override
    public void addShutdownHook(Thread hook) {
        Engine mine = engine;
        if (mine != null && recycler.keepsHook(hook)) {
            mine.keep(hook);
        } else {
            hooks.add(hook);
        }
    }

    @Override
    public boolean removeShutdownHook(Thread hook) {
        Engine mine = engine;
        return (mine != null && mine.release(hook)) || hooks.remove(hook);
    }

    // Its phases

    /** What a parent process sees of a status. */
    private static int code(int status) {
        return status & 0xff;
    }

    private void beginShutdown(int status, Ending how) {
        synchronized (lock) {
            if (phase != Phase.RUNNING) {
                return;
            }
            phase = Phase.SHUTTING_DOWN;
            exitCode = code(status);
            ending = how;
        }
        shutdownBegun.complete(null);
    }

    private void halt(int status, Ending how) {
        synchronized (lock) {
            if (phase == Phase.HALTED) {
                return;
            }
            phase = Phase.HALTED;
            exitCode = code(status);
            ending = how;
        }
        shutdownBegun.complete(null);
        letGo();
    }

    private void haltAfterHooks() {
        synchronized (lock) {
            if (phase == Phase.HALTED) {
                return;
            }
            phase = Phase.HALTED;
        }
        letGo();
    }

    /** From here on the threads that wait in exit unwind, and what they print on the way is nobody's. */
    private void letGo() {
        ProcessContext mine = context;
        if (mine != null) {
            mine.cutOutput();
        }
        halted.complete(null);
    }

    private boolean isRunning() {
        synchronized (lock) {
            return phase == Phase.RUNNING;
        }
    }

    private int exitCode() {
        synchronized (lock) {
            return exitCode;
        }
    }

    private Ending ending() {
        synchronized (lock) {
            return ending;
        }
    }

    /** Where an engine goes after the process. */
    interface Afterwards {

        void reuse(Engine engine);

        /** Before the process is over for its caller, if its engine will be discarded. */
        void replace(Engine engine);

        void discard(Engine engine, Ending ending);
    }

    /**
     * Leads the process from its start to its end, on a thread of the launcher's. An engine that can be used again is back
     * before the process is over for its caller; the end of another need not be waited for.
     */
    void supervise(CompletableFuture<Engine> lease, Afterwards afterwards) {
        try {
            CompletableFuture.anyOf(lease, shutdownBegun).join();
        } catch (RuntimeException e) {
            failToStart(e.getCause() == null ? e : e.getCause());
            return;
        }
        if (!isRunning()) {
            CompletableFuture<Void> unused = lease.thenAccept(afterwards::reuse);
            exit.complete(exitCode());
            return;
        }
        Engine leased = lease.join();
        Verdict verdict = Verdict.DISCARD;
        try {
            verdict = run(leased);
        } catch (RuntimeException | Error e) {
            LOG.warn("{} ends early, its engine {} is discarded", command.name(), leased.name(), e);
            halt(EXIT_OF_EXCEPTION, Ending.KILLED);
        } finally {
            leased.rest();
            engine = null;
            if (verdict == Verdict.REUSE) {
                afterwards.reuse(leased);
                exit.complete(exitCode());
            } else {
                afterwards.replace(leased);
                exit.complete(exitCode());
                afterwards.discard(leased, ending());
            }
        }
    }

    /** Ends the process before it has begun, as a JVM that does not come up. */
    void failToStart(Throwable reason) {
        LOG.debug("{} does not start", command.name(), reason);
        try {
            command.stderr().write(("Error: " + reason.getMessage() + System.lineSeparator()).getBytes(UTF_8));
            command.stderr().flush();
        } catch (IOException theReaderIsGone) {
            // The exit code tells it as well.
        }
        exit.complete(EXIT_OF_EXCEPTION);
    }

    private Verdict run(Engine leased) {
        ProcessContext mine = new ProcessContext(
                command.environment(),
                initialProperties,
                command.workingDirectory(),
                options.maxMemory(),
                command.stdin(),
                command.stdout(),
                command.stderr(),
                leased.streams(),
                this);
        context = mine;
        engine = leased;
        leased.begin(mine);
        Thread main = new Thread(leased.group(), () -> runMain(leased), "main", options.stackSize());
        main.setDaemon(false);
        main.setContextClassLoader(leased.loader());
        main.start();
        shutdownBegun.join();
        Thread shutdown = new Thread(() -> runHooks(leased, mine), "shutdown of " + command.name());
        shutdown.setDaemon(true);
        shutdown.start();
        halted.join();
        mine.settleOutput();
        mine.children().end();
        shutdown.interrupt();
        return endThreads(leased) ? askRecycler(leased) : Verdict.DISCARD;
    }

    private void runMain(Engine leased) {
        int status = 0;
        try {
            try {
                if (!JavaMain.run(
                        leased.loader(),
                        command.mainClass(),
                        command.arguments(),
                        leased.streams().err())) {
                    status = EXIT_OF_EXCEPTION;
                }
            } catch (Throwable thrown) {
                status = EXIT_OF_EXCEPTION;
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
            }
        } catch (Throwable fromTheHandler) {
            // The JVM ignores it as well.
        }
        if (isRunning()) {
            Thread.currentThread().setName("DestroyJavaVM");
            awaitOtherThreads(leased);
        }
        beginShutdown(status, Ending.RETURNED);
    }

    /** Until no non-daemon thread is left but this one, or the process is halted. */
    private void awaitOtherThreads(Engine leased) {
        List<Thread> others = nonDaemonThreads(leased);
        while (!others.isEmpty() && !halted.isDone()) {
            try {
                others.get(0).join();
            } catch (InterruptedException e) {
                // By the program, which a JVM's last thread would not notice, or because the process is halted.
            }
            others = nonDaemonThreads(leased);
        }
    }

    private static List<Thread> nonDaemonThreads(Engine leased) {
        List<Thread> result = new ArrayList<>(leased.group().liveThreads());
        result.removeIf(thread -> thread.isDaemon() || thread == Thread.currentThread());
        return result;
    }

    /** All hooks at once, as the JVM does; a recycler does the part of those that it keeps. */
    private void runHooks(Engine leased, ProcessContext mine) {
        try {
            synchronized (lock) {
                if (phase == Phase.HALTED) {
                    return;
                }
            }
            List<Thread> all = hooks.close();
            all.forEach(Thread::start);
            Thread ofEngine = leased.newThread("shutdown of kept hooks", () -> shutDownKept(leased));
            ofEngine.start();
            for (Thread hook : all) {
                hook.join();
            }
            ofEngine.join();
            mine.flush();
            mine.deleteFiles();
            mine.children().drain();
        } catch (InterruptedException e) {
            // Halted meanwhile.
        } finally {
            haltAfterHooks();
        }
    }

    private void shutDownKept(Engine leased) {
        try {
            recycler.shutDown(state(leased));
        } catch (Exception | LinkageError e) {
            recyclerFailed = true;
            LOG.warn(
                    "The engine {} is not used again: its recycler cannot shut down {}",
                    leased.name(),
                    command.name(),
                    e);
        }
    }

    /**
     * Interrupts what a JVM would simply drop.
     *
     * @return whether all non-daemon threads have ended
     */
    private boolean endThreads(Engine leased) {
        long deadline = System.nanoTime() + lingering.toNanos();
        List<Thread> remaining = nonDaemonThreads(leased);
        try {
            while (!remaining.isEmpty() && System.nanoTime() < deadline) {
                remaining.forEach(Thread::interrupt);
                remaining.get(0).join(Math.max(1, INTERRUPT_AGAIN.toMillis()));
                remaining = nonDaemonThreads(leased);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (!remaining.isEmpty()) {
            LOG.warn(
                    "{} is over, but these threads of it do not end within {}: {}",
                    command.name(),
                    lingering,
                    remaining);
        }
        return remaining.isEmpty();
    }

    private Verdict askRecycler(Engine leased) {
        if (recyclerFailed || leased.spoiled()) {
            LOG.debug("The engine {} is not used again: {} has spoiled it", leased.name(), command.name());
            return Verdict.DISCARD;
        }
        try {
            Verdict verdict = leased.call("recycler", () -> recycler.recycle(state(leased)), RECYCLER_DEADLINE);
            if (verdict != Verdict.REUSE || leased.spoiled()) {
                return Verdict.DISCARD;
            }
            Leftovers.removeBelow(leased.loader());
            return Verdict.REUSE;
        } catch (ExecutionException e) {
            LOG.warn("The engine {} is not used again: its recycler fails", leased.name(), e.getCause());
        } catch (TimeoutException e) {
            LOG.warn(
                    "The engine {} is not used again: its recycler needs more than {}",
                    leased.name(),
                    RECYCLER_DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Verdict.DISCARD;
    }

    private EngineState state(Engine leased) {
        List<Thread> threads = new ArrayList<>(leased.group().liveThreads());
        threads.removeIf(thread -> thread == Thread.currentThread() || hooks.contains(thread));
        return new EngineState(leased.loader(), ending(), exitCode(), threads, leased.keptHooks());
    }
}
