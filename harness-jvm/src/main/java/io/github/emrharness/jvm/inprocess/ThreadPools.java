package io.github.emrharness.jvm.inprocess;

import java.lang.reflect.Field;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pools that threads work for. A pool replaces a thread that is interrupted or stopped, so it has to be shut down. */
final class ThreadPools {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadPools.class);

    private ThreadPools() {}

    /** Whether the thread serves the whole JVM: it is in the group of whoever happened to need it first. */
    static boolean isOfCommonPool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }

    /** Shuts down the pool of a thread, if it has one of its own program. */
    static void shutDownPoolOf(Thread thread) {
        try {
            if (thread instanceof ForkJoinWorkerThread worker) {
                worker.getPool().shutdownNow();
            } else if (task(thread) instanceof Runnable task
                    && task.getClass().getEnclosingClass() == ThreadPoolExecutor.class
                    && field(task, "this$0") instanceof ThreadPoolExecutor pool) {
                pool.shutdownNow();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("The pool of {} cannot be shut down", thread, e);
        }
    }

    private static @Nullable Object task(Thread thread) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 19) {
            return field(Thread.class, thread, "target");
        }
        Object holder = field(Thread.class, thread, "holder");
        return holder == null ? null : field(holder, "task");
    }

    private static @Nullable Object field(Object of, String name) throws ReflectiveOperationException {
        return field(of.getClass(), of, name);
    }

    private static @Nullable Object field(Class<?> type, Object of, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
