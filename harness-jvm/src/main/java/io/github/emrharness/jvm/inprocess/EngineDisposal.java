package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throws engines away so that the garbage collector can have them. */
final class EngineDisposal {

    private static final Logger LOG = LoggerFactory.getLogger(EngineDisposal.class);
    private static final Duration HOOKS_DEADLINE = Duration.ofSeconds(10);
    private static final long INTERRUPT_MILLIS = 1_000;

    /** Runs the kept hooks if asked to, ends the threads, and closes the loader. */
    void dispose(Engine engine, boolean withHooks) {
        if (withHooks) {
            runKeptHooks(engine);
        }
        endThreads(engine);
        Leftovers.remove(engine.loader());
        try {
            engine.closeLoader();
        } catch (IOException e) {
            LOG.warn("The loader of {} cannot be closed", engine.name(), e);
        }
        release(engine.group());
    }

    private static void runKeptHooks(Engine engine) {
        List<Thread> hooks = engine.keptHooks();
        if (hooks.isEmpty()) {
            return;
        }
        try {
            engine.call(
                    "kept hooks",
                    () -> {
                        hooks.forEach(Thread::start);
                        for (Thread hook : hooks) {
                            hook.join();
                        }
                        return true;
                    },
                    HOOKS_DEADLINE);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The hooks of {} do not end well", engine.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endThreads(Engine engine) {
        List<Thread> threads = threadsOf(engine);
        threads.forEach(ThreadPools::shutDownPoolOf);
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + Duration.ofMillis(INTERRUPT_MILLIS).toNanos();
        try {
            for (Thread thread : threads) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Thread> stubborn = threadsOf(engine);
        if (!stubborn.isEmpty()) {
            stubborn.forEach(EngineDisposal::stop);
            LOG.debug("Threads of {} that would not end: {}", engine.name(), stubborn);
        }
    }

    private static List<Thread> threadsOf(Engine engine) {
        return engine.group().liveThreads().stream()
                .filter(thread -> !ThreadPools.isOfCommonPool(thread))
                .toList();
    }

    /**
     * The last resort for a thread that spins: it would burn a processor until this JVM ends. What it leaves half done
     * belongs to an engine that is thrown away. Java 20 and later refuse, so the thread goes on there.
     */
    @SuppressWarnings({"removal", "deprecation"})
    private static void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException | LinkageError fromJava20On) {
            LOG.warn("{} does not end when interrupted, and this JVM cannot stop it", thread);
        }
    }

    /** Before Java 19 a group is held by its parent until it is destroyed. */
    @SuppressWarnings({"removal", "deprecation"})
    private static void release(ThreadGroup group) {
        group.setDaemon(true);
        try {
            group.destroy();
        } catch (IllegalThreadStateException someThreadIsStillThere) {
            // It destroys itself with the last of them.
        }
    }
}
