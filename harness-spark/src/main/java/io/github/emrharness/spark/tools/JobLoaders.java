package io.github.emrharness.spark.tools;

import java.beans.Introspector;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Authenticator;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the ties of an engine with the class loader of the job that has run, which would stay in memory with all its classes
 * otherwise. The engine's statics and threads live on.
 */
public final class JobLoaders {

    private static final ClassLoader ENGINE = JobLoaders.class.getClassLoader();
    private static final String IVY_AUTHENTICATOR = "org.apache.ivy.util.url.IvyAuthenticator";
    private static final Set<Thread.State> IDLE = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private JobLoaders() {}

    /** Cuts the ties of statics. */
    static void releaseStatics() throws ReflectiveOperationException, SQLException {
        forgetGeneratedClasses();
        forgetSizes();
        forgetCodecs();
        forgetDrivers();
        SessionArtifacts.forget();
        forgetAuthenticator();
        forgetUrlFactory();
        Introspector.flushCaches();
    }

    /**
     * Cuts the ties of the engine's own threads. They have inherited the loader of the job that ran when they were made in
     * three ways: as their context class loader, in the protection domains of the stack that started them, and in
     * inheritable thread locals (Spark's active session is one). Code of the job that has run on them may have left other
     * thread locals.
     */
    public static void releaseThreads(List<Thread> threads) throws ReflectiveOperationException {
        Field inheritedContext = threadField("inheritedAccessControlContext");
        Field inheritedLocals = threadField("inheritableThreadLocals");
        Field locals = threadField("threadLocals");
        for (Thread thread : threads) {
            if (isOfJob(thread.getContextClassLoader())) {
                thread.setContextClassLoader(ENGINE);
            }
            inheritedContext.set(thread, null);
            inheritedLocals.set(thread, null);
            // One that is at work, such as an event loop that ends, may need what it has put there.
            if (IDLE.contains(thread.getState())) {
                locals.set(thread, null);
            }
        }
    }

    private static Field threadField(String name) throws NoSuchFieldException {
        Field field = Thread.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** They are of no use to the next process, whose loader differs. */
    private static void forgetGeneratedClasses() throws ReflectiveOperationException {
        Object cache = getter(module("org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator$"), "cache");
        cache.getClass().getMethod("invalidateAll").invoke(cache);
        // The order of their last use is kept apart, until it is asked for.
        Object guava = getter(cache, "cache");
        Method cleanUp = Class.forName("org.sparkproject.guava.cache.Cache").getMethod("cleanUp");
        cleanUp.invoke(guava);
    }

    /** The keys are weak, the values hold them. */
    private static void forgetSizes() throws ReflectiveOperationException {
        var sizes = (Map<?, ?>) getter(module("org.apache.spark.util.SizeEstimator$"), "classInfos");
        sizes.keySet().removeIf(type -> isOfJob(((Class<?>) type).getClassLoader()));
    }

    /** Parquet's are made with the Hadoop configuration of the job that needs them first. */
    private static void forgetCodecs() throws ReflectiveOperationException {
        Class<?> factory = loaded("org.apache.parquet.hadoop.CodecFactory");
        if (factory != null) {
            Field codecs = factory.getDeclaredField("CODEC_BY_NAME");
            codecs.setAccessible(true);
            ((Map<?, ?>) codecs.get(null)).clear();
        }
    }

    /** Spark wraps the JDBC drivers of a job, and would give the next job the same. */
    private static void forgetDrivers() throws ReflectiveOperationException, SQLException {
        Class<?> wrapper = Class.forName("org.apache.spark.sql.execution.datasources.jdbc.DriverWrapper");
        Method wrapped = wrapper.getMethod("wrapped");
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (wrapper.isInstance(driver)
                    && isOfJob(wrapped.invoke(driver).getClass().getClassLoader())) {
                Object registry = module("org.apache.spark.sql.execution.datasources.jdbc.DriverRegistry$");
                var wrappers = (scala.collection.mutable.Map<?, ?>) getter(registry, "wrapperMap");
                synchronized (registry) {
                    remove(wrappers, wrapped.invoke(driver).getClass().getName());
                }
                DriverManager.deregisterDriver(driver);
            }
        }
    }

    /** Ivy puts its own in front of the JVM's when it first asks a repository for {@code --packages}. */
    private static void forgetAuthenticator() throws ReflectiveOperationException {
        Authenticator current = Authenticator.getDefault();
        if (current != null
                && current.getClass().getClassLoader() == ENGINE
                && current.getClass().getName().equals(IVY_AUTHENTICATOR)) {
            Field original = current.getClass().getDeclaredField("original");
            original.setAccessible(true);
            Authenticator.setDefault((Authenticator) original.get(current));
        }
    }

    /** It has the Hadoop configuration of this job; the next one's session is to make its own. */
    private static void forgetUrlFactory() throws ReflectiveOperationException {
        Object shared = module("org.apache.spark.sql.internal.SharedState$");
        Method initialized =
                shared.getClass().getDeclaredMethod("fsUrlStreamHandlerFactoryInitialized_$eq", boolean.class);
        initialized.setAccessible(true);
        initialized.invoke(shared, false);
    }

    @SuppressWarnings("unchecked")
    private static void remove(scala.collection.mutable.Map<?, ?> map, String key) {
        ((scala.collection.mutable.Map<String, Object>) map).remove(key);
    }

    static boolean isOfJob(@Nullable ClassLoader loader) {
        if (loader == ENGINE) {
            return false;
        }
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each == ENGINE) {
                return true;
            }
        }
        return false;
    }

    /** Gives a class of the engine; null if nobody has used it yet. */
    static @Nullable Class<?> loaded(String type) throws ReflectiveOperationException {
        Method findLoaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
        findLoaded.setAccessible(true);
        return (Class<?>) findLoaded.invoke(ENGINE, type);
    }

    private static Object module(String type) throws ReflectiveOperationException {
        return Class.forName(type).getField("MODULE$").get(null);
    }

    /** Most are private to Spark. */
    static Object getter(Object target, String name) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    method.setAccessible(true);
                    return method.invoke(target);
                }
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + "." + name);
    }
}
