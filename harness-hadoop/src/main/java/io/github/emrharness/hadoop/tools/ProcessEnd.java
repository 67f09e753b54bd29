package io.github.emrharness.hadoop.tools;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.mapreduce.counters.Limits;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ReflectionUtils;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process on an engine that is to be used again. Hadoop keeps its shutdown hooks in a manager of its own, which hangs
 * in the JVM and refuses further hooks once it has run. Here its entries run while the manager stays open.
 */
public final class ProcessEnd {

    private static final ClassLoader ENGINE = ProcessEnd.class.getClassLoader();

    /** What Hadoop's own classes add to the default resources; whatever else is there was added by a program. */
    private static final Set<String> RESOURCES = Set.of(
            "core-default.xml",
            "core-site.xml",
            "hadoop-site.xml",
            "hdfs-default.xml",
            "hdfs-rbf-default.xml",
            "hdfs-site.xml",
            "hdfs-rbf-site.xml",
            "mapred-default.xml",
            "mapred-site.xml",
            "yarn-default.xml",
            "yarn-site.xml",
            "distcp-default.xml",
            "distcp-site.xml",
            "resource-types.xml");

    private ProcessEnd() {}

    /** Does what the shutdown hooks of Hadoop would do. */
    public static void runHooks() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        for (Runnable hook : ShutdownHooks.inOrder()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
            try {
                hook.run();
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IllegalStateException all = new IllegalStateException("Shutdown hooks have failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    /**
     * Removes what the process has left in statics of the engine.
     *
     * @param threads all of the engine
     */
    public static void clean(List<Thread> threads) throws Exception {
        FileSystem.closeAll();
        forgetFileSystemsOfPrograms();
        UserGroupInformation.reset();
        DefaultMetricsSystem.shutdown();
        set(Limits.class, "isInited", false);
        defaultResources().removeIf(name -> !RESOURCES.contains(String.valueOf(name)));
        Method clearCache = ReflectionUtils.class.getDeclaredMethod("clearCache");
        clearCache.setAccessible(true);
        clearCache.invoke(null);
        Map<?, ?> comparators = (Map<?, ?>) get(WritableComparator.class, "comparators");
        if (comparators != null) {
            comparators.keySet().removeIf(type -> ((Class<?>) type).getClassLoader() != ENGINE);
        }
        ClientLog.close();
        for (Thread thread : threads) {
            // They hold the loader of the program that ran when they were made.
            thread.setContextClassLoader(ENGINE);
        }
    }

    /** A jar may bring file systems of its own, which Hadoop finds once and for all. */
    private static void forgetFileSystemsOfPrograms() throws ReflectiveOperationException {
        Map<?, ?> services = (Map<?, ?>) get(FileSystem.class, "SERVICE_FILE_SYSTEMS");
        if (services != null
                && services.values().stream().anyMatch(type -> ((Class<?>) type).getClassLoader() != ENGINE)) {
            services.clear();
            set(FileSystem.class, "FILE_SYSTEMS_LOADED", false);
        }
    }

    private static List<?> defaultResources() throws ReflectiveOperationException {
        List<?> resources = (List<?>) get(Configuration.class, "defaultResources");
        return resources == null ? new ArrayList<>() : resources;
    }

    private static @Nullable Object get(Class<?> type, String name) throws ReflectiveOperationException {
        return field(type, name).get(null);
    }

    private static void set(Class<?> type, String name, boolean value) throws ReflectiveOperationException {
        field(type, name).setBoolean(null, value);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
