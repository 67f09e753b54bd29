package io.github.emrharness.jvm.inprocess;

import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All threads of an engine. One group for the engine's whole life: a thread pool in a static of the engine goes on making
 * threads in the group that it was made in.
 */
final class EngineThreadGroup extends ThreadGroup {

    private final Engine engine;

    EngineThreadGroup(String name, Engine engine) {
        super(root(), name);
        this.engine = engine;
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
            group = parent;
        }
        return group;
    }

    Engine engine() {
        return engine;
    }

    /** Null on a thread that belongs to no engine. */
    static @Nullable Engine engineOfCurrentThread() {
        for (ThreadGroup each = Thread.currentThread().getThreadGroup(); each != null; each = each.getParent()) {
            if (each instanceof EngineThreadGroup ofEngine) {
                return ofEngine.engine();
            }
        }
        return null;
    }

    List<Thread> liveThreads() {
        Thread[] threads = new Thread[activeCount() + 16];
        int count = enumerate(threads, true);
        while (count == threads.length) {
            threads = new Thread[threads.length * 2];
            count = enumerate(threads, true);
        }
        return Arrays.asList(threads).subList(0, count);
    }

    /** Does what {@link ThreadGroup} does at the top of a JVM, with the process's own handler and stderr. */
    @Override
    @SuppressWarnings({"removal", "deprecation"})
    public void uncaughtException(Thread thread, Throwable thrown) {
        ProcessContext context = engine.context();
        UncaughtExceptionHandler handler = context.defaultHandler();
        PrintStream err = context.err();
        if (handler != null) {
            handler.uncaughtException(thread, thrown);
        } else if (!(thrown instanceof ThreadDeath) && err != null) {
            err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace(err);
        }
    }
}
