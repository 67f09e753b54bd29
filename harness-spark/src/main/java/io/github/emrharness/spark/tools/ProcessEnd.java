package io.github.emrharness.spark.tools;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils$;
import scala.Option;

/**
 * Ends a process on an engine that is to be used again.
 *
 * <p>Spark keeps its shutdown hooks in a manager of its own, which hangs in that of Hadoop, which hangs in the JVM. Both
 * managers refuse further hooks once they have run. Here their entries run in the managers' order, while the managers stay
 * open for the next process.
 */
public final class ProcessEnd {

    private static final String SPARK_HOOKS = "org.apache.spark.util.SparkShutdownHookManager";

    private ProcessEnd() {}

    /** Does what the shutdown hooks of Hadoop and Spark would do. */
    public static void runHooks() throws Exception {
        Class<?> type = Class.forName("org.apache.hadoop.util.ShutdownHookManager");
        Object manager = type.getMethod("get").invoke(null);
        Method inOrder = method(type, "getShutdownHooksInOrder");
        List<Throwable> failures = new ArrayList<>();
        for (Object entry : (List<?>) inOrder.invoke(manager)) {
            Runnable hook = (Runnable) method(entry.getClass(), "getHook").invoke(entry);
            // The entry of Spark's manager has to stay: it is made only once.
            if (hook.getClass().getName().startsWith(SPARK_HOOKS)) {
                runSparkHooks(failures);
            } else {
                type.getMethod("removeShutdownHook", Runnable.class).invoke(manager, hook);
                run(hook, failures);
            }
        }
        stopDerby();
        report(failures);
    }

    /** It is Spark's own metastore. Else its threads stay, and the JVM's list of drivers keeps this engine. */
    private static void stopDerby() {
        // Not by DriverManager.getConnection: that asks the drivers of the job as well.
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getName().startsWith("org.apache.derby."))
                .forEach(derby -> {
                    try {
                        derby.connect("jdbc:derby:;shutdown=true", new Properties());
                    } catch (SQLException e) {
                        // That is how Derby says that it has ended.
                    }
                });
    }

    /**
     * Removes what the process has left in statics of the engine.
     *
     * @return false if the engine must not be used again
     */
    public static boolean clean() throws Exception {
        Option<SparkContext> active = activeContext();
        if (active.isDefined()) {
            active.get().stop();
        }
        ContainerEnd.stop();
        PythonGateway.shutDown();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        FileSystem.closeAll();
        // Below the working directory of the process, which the next one must not use.
        Utils$.MODULE$.clearLocalRootDirs();
        JobConfigs.forget();
        JobLoaders.releaseStatics();
        return SparkEnv.get() == null && activeContext().isEmpty();
    }

    /** Reached by reflection, since the class of Spark's manager is private to Spark. */
    private static void runSparkHooks(List<Throwable> failures) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.apache.spark.util.ShutdownHookManager$");
        Object spark = type.getField("MODULE$").get(null);
        int deletesTemporaryDirectories =
                (int) type.getMethod("TEMP_DIR_SHUTDOWN_PRIORITY").invoke(spark);
        Object manager = method(type, "shutdownHooks").invoke(spark);
        Field queueField = manager.getClass().getDeclaredField("hooks");
        queueField.setAccessible(true);
        Queue<?> queue = (Queue<?>) queueField.get(manager);
        List<Object> permanent = new ArrayList<>();
        while (true) {
            Object hook;
            synchronized (queue) {
                hook = queue.poll();
            }
            if (hook == null) {
                break;
            }
            Method priority = method(hook.getClass(), "priority");
            if ((int) priority.invoke(hook) == deletesTemporaryDirectories) {
                permanent.add(hook);
            }
            Method run = method(hook.getClass(), "run");
            Object current = hook;
            run(
                    () -> {
                        try {
                            run.invoke(current);
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    failures);
        }
        forgetDeletedDirectories(type, spark);
        synchronized (queue) {
            addAll(queue, permanent);
        }
    }

    @SuppressWarnings("unchecked")
    private static void addAll(Queue<?> queue, List<Object> elements) {
        ((Queue<Object>) queue).addAll(elements);
    }

    private static void forgetDeletedDirectories(Class<?> type, Object spark) throws ReflectiveOperationException {
        var directories = (scala.collection.mutable.HashSet<?>)
                method(type, "shutdownDeletePaths").invoke(spark);
        synchronized (directories) {
            directories.clear();
        }
    }

    /** Private to Spark, but public for Java. */
    static Option<SparkContext> activeContext() {
        return SparkContext$.MODULE$.getActive();
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        return method;
    }

    private static void run(Runnable hook, List<Throwable> failures) {
        try {
            hook.run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    private static void report(List<Throwable> failures) {
        if (!failures.isEmpty()) {
            IllegalStateException all = new IllegalStateException("Shutdown hooks have failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }
}
