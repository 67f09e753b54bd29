package org.apache.hadoop.hive.ql.exec.tez;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.hadoop.hive.ql.metadata.HiveException;
import org.apache.tez.runtime.api.ObjectRegistry;

/**
 * In place of Hive's own, which keeps the registry of the task that began last in a static: one container in a JVM. Here a
 * task, and the threads that it makes, have the registry of their own container.
 */
public class ObjectCache implements org.apache.hadoop.hive.ql.exec.ObjectCache {

    private static final ThreadLocal<ObjectRegistry> OF_TASK = new InheritableThreadLocal<>();

    private final ObjectRegistry registry;

    public ObjectCache() {
        registry = Objects.requireNonNull(OF_TASK.get(), "No object registry: this thread is not one of a task of Tez");
    }

    public static boolean isObjectRegistryConfigured() {
        return OF_TASK.get() != null;
    }

    /** Called by the processor of a task, on the thread that the task then runs on. */
    public static void setupObjectRegistry(ObjectRegistry objectRegistry) {
        OF_TASK.set(objectRegistry);
    }

    @Override
    public void release(String key) {
        // The registry forgets at the end of the vertex.
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T retrieve(String key) {
        return (T) registry.get(key);
    }

    @Override
    public <T> T retrieve(String key, Callable<T> makes) throws HiveException {
        T value = retrieve(key);
        if (value == null) {
            try {
                value = makes.call();
            } catch (Exception e) {
                throw new HiveException(e);
            }
            registry.cacheForVertex(key, value);
        }
        return value;
    }

    @Override
    public <T> Future<T> retrieveAsync(String key, Callable<T> makes) {
        FutureTask<T> value = new FutureTask<>(() -> retrieve(key, makes));
        Thread thread = new Thread(value, "hive-object-cache");
        thread.setDaemon(true);
        thread.start();
        return value;
    }

    @Override
    public void remove(String key) {
        registry.delete(key);
    }
}
