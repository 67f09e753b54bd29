package io.github.emrharness.spark.tools;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.deploy.SparkSubmit;
import org.jspecify.annotations.Nullable;
import py4j.GatewayServer;

/**
 * The Spark that a Python has started for itself. Spark's {@code PythonGatewayServer} leaves the thread that waits for
 * connections to the end of its JVM: nothing interrupts it but the end of its server.
 */
final class PythonGateway {

    private static final String RESOURCE = "pyspark-shell";

    private PythonGateway() {}

    static boolean isMeantBy(String[] args) {
        return args.length > 0 && args[args.length - 1].equals(RESOURCE);
    }

    /** Runs it on a daemon, so that its threads are daemons, for which nobody waits. */
    static void run(String[] args) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread daemon = new Thread(() -> SparkSubmit.main(args), "main");
        daemon.setDaemon(true);
        daemon.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        daemon.start();
        daemon.join();
        if (failure.get() instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (failure.get() instanceof Error thrown) {
            throw thrown;
        }
    }

    /** Ends the servers of this process. */
    static void shutDown() throws ReflectiveOperationException {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[group.activeCount() + 16];
        for (Thread thread : List.of(Arrays.copyOf(threads, group.enumerate(threads)))) {
            if (task(thread) instanceof GatewayServer server) {
                server.shutdown();
            }
        }
    }

    /** What the thread was made to run: its place differs between the releases of Java. */
    private static @Nullable Object task(Thread thread) throws ReflectiveOperationException {
        try {
            return value(Thread.class, thread, "target");
        } catch (NoSuchFieldException sinceJava19) {
            Object holder = value(Thread.class, thread, "holder");
            return holder == null ? null : value(holder.getClass(), holder, "task");
        }
    }

    private static @Nullable Object value(Class<?> type, Object object, String name)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
