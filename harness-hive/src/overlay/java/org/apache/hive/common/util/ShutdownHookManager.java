package org.apache.hive.common.util;

import java.io.File;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;

/**
 * What is to be done at the end of the process. Hive adds a hook for each statement, and Hadoop reads all of its
 * configuration files to find the timeout of a hook that names none: this names it.
 */
public final class ShutdownHookManager {

    private static final org.apache.hadoop.util.ShutdownHookManager HADOOP =
            org.apache.hadoop.util.ShutdownHookManager.get();
    private static final Set<File> TO_DELETE = ConcurrentHashMap.newKeySet();
    private static final int USUAL_PRIORITY = 10;
    private static final int LAST = -1;

    static {
        add(() -> TO_DELETE.forEach(File::delete), LAST);
    }

    private ShutdownHookManager() {}

    /** Adds a hook of the usual priority. */
    public static void addShutdownHook(Runnable hook) {
        addShutdownHook(hook, USUAL_PRIORITY);
    }

    /** Adds a hook that runs before those of a lower priority, which must not be negative. */
    public static void addShutdownHook(Runnable hook, int priority) {
        if (priority < 0) {
            throw new IllegalArgumentException("The priority of a shutdown hook must not be negative: " + priority);
        }
        add(hook, priority);
    }

    private static void add(Runnable hook, int priority) {
        HADOOP.addShutdownHook(
                hook, priority, CommonConfigurationKeysPublic.SERVICE_SHUTDOWN_TIMEOUT_DEFAULT, TimeUnit.SECONDS);
    }

    /** Whether the process is ending. */
    public static boolean isShutdownInProgress() {
        return HADOOP.isShutdownInProgress();
    }

    /** Takes a hook back; false if there is none, or the process is ending. */
    public static boolean removeShutdownHook(Runnable hook) {
        return hook != null && HADOOP.removeShutdownHook(hook);
    }

    /** Has a file deleted at the end of the process. */
    public static void deleteOnExit(File file) {
        TO_DELETE.add(file);
    }

    /** Leaves a file as it is at the end of the process. */
    public static void cancelDeleteOnExit(File file) {
        TO_DELETE.remove(file);
    }
}
