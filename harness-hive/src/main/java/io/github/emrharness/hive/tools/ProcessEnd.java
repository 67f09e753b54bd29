package io.github.emrharness.hive.tools;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hive.ql.exec.FunctionRegistry;
import org.apache.hadoop.hive.ql.exec.FunctionUtils;
import org.apache.hadoop.hive.ql.metadata.Hive;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process on an engine that is to be used again. Hadoop keeps its shutdown hooks in a manager of its own, which hangs
 * in the JVM and refuses further hooks once it has run. Here its entries run while the manager stays open.
 */
public final class ProcessEnd {

    /** Registered once, when the class is initialised, so it has to stay; it empties its list when it has run. */
    private static final String DELETES_FILES = "org.apache.hive.common.util.ShutdownHookManager$DeleteOnExitHook";

    private static final String TEZ_POLLER = "org.apache.tez.common.TezSharedExecutor$DelayedExecutionPoller";
    private static final String POOL_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private ProcessEnd() {}

    /** Does what the shutdown hooks of Hadoop and Hive would do. */
    public static void runHooks() throws Exception {
        ShutdownHookManager manager = ShutdownHookManager.get();
        Method inOrder = ShutdownHookManager.class.getDeclaredMethod("getShutdownHooksInOrder");
        inOrder.setAccessible(true);
        List<Throwable> failures = new ArrayList<>();
        for (Object entry : (List<?>) inOrder.invoke(manager)) {
            Method getHook = entry.getClass().getDeclaredMethod("getHook");
            getHook.setAccessible(true);
            Runnable hook = (Runnable) getHook.invoke(entry);
            if (!hook.getClass().getName().equals(DELETES_FILES)) {
                manager.removeShutdownHook(hook);
            }
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
     * Ends pools that Hive and Tez leave with idle threads. A JVM that exits would drop them; an interrupt does not end them.
     *
     * @param threads all of the engine
     */
    public static void shutDownPools(List<Thread> threads) throws ReflectiveOperationException {
        for (Thread thread : threads) {
            if (thread.getClass().getName().equals(TEZ_POLLER)) {
                ((ExecutorService) Objects.requireNonNull(get(thread.getClass(), "service", thread))).shutdownNow();
                thread.interrupt();
            } else if (!thread.isDaemon()) {
                Object task = get(Thread.class, "target", thread);
                if (task != null && task.getClass().getName().equals(POOL_WORKER)) {
                    ((ExecutorService) Objects.requireNonNull(get(task.getClass(), "this$0", task))).shutdownNow();
                }
            }
        }
    }

    private static @Nullable Object get(Class<?> type, String name, @Nullable Object of)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** Removes what the process has left in statics of the engine. */
    public static void clean() throws Exception {
        FileSystem.closeAll();
        forgetFunctions();
    }

    /**
     * Hive reads the permanent functions once: those that are made meanwhile by another process it would not find, and those
     * of another cluster it would.
     */
    private static void forgetFunctions() throws ReflectiveOperationException {
        AtomicInteger registered = (AtomicInteger) Objects.requireNonNull(get(Hive.class, "didRegisterAllFuncs", null));
        if (registered.get() != 0) {
            Object all = Objects.requireNonNull(get(FunctionRegistry.class, "system", null));
            // Hive's own way of removing one loads its class, for which its jar would have to be there.
            ((Map<?, ?>) Objects.requireNonNull(get(all.getClass(), "mFunctions", all)))
                    .keySet()
                    .removeIf(name -> FunctionUtils.isQualifiedFunctionName((String) name));
            ((Map<?, ?>) Objects.requireNonNull(get(all.getClass(), "persistent", all))).clear();
            registered.set(0);
        }
    }
}
