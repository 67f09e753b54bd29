package io.github.emrharness.spark.tools;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spark's registry of configuration entries, with a note of those that classes of a job have registered, as Delta Lake does:
 * Spark takes each key only once, and the next job has these classes anew.
 */
final class JobConfigs extends ConcurrentHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    private static final ClassLoader ENGINE = JobConfigs.class.getClassLoader();
    private static final String REGISTRY = "org.apache.spark.internal.config.ConfigEntry$";
    private static final String BUILDERS = "org.apache.spark.internal.config.";
    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final Predicate<StackFrame> OF_REGISTRATION = frame -> frame.getDeclaringClass() == JobConfigs.class
            || frame.getClassName().startsWith(BUILDERS);

    private final Set<String> ofJobs = ConcurrentHashMap.newKeySet();

    private JobConfigs(ConcurrentHashMap<String, Object> before) {
        super(before);
    }

    /** Begins to take note, if nobody has. To be called before Spark does anything: compiled code keeps what it saw. */
    static void track() throws ReflectiveOperationException {
        synchronized (JobConfigs.class) {
            Object registry = registry();
            Field known = known(registry);
            if (!(known.get(registry) instanceof JobConfigs)) {
                @SuppressWarnings("unchecked")
                var before = (ConcurrentHashMap<String, Object>) known.get(registry);
                replace(known, registry, new JobConfigs(before));
            }
        }
    }

    /** A final field. That of Scala 2.12 belongs to the object; that of Scala 2.13 is static, and reflection does not set it. */
    private static void replace(Field known, Object registry, JobConfigs configs) throws ReflectiveOperationException {
        if (Modifier.isStatic(known.getModifiers())) {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            Object unsafe = instance.get(null);
            Object base = type.getMethod("staticFieldBase", Field.class).invoke(unsafe, known);
            Object offset = type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, known);
            type.getMethod("putObjectVolatile", Object.class, long.class, Object.class)
                    .invoke(unsafe, base, offset, configs);
        } else {
            known.set(registry, configs);
        }
    }

    /** Removes what classes of jobs have registered. */
    static void forget() throws ReflectiveOperationException {
        Object registry = registry();
        if (known(registry).get(registry) instanceof JobConfigs configs) {
            for (String key : List.copyOf(configs.ofJobs)) {
                Object entry = configs.remove(key);
                configs.ofJobs.remove(key);
                if (entry != null) {
                    unregister(entry);
                }
            }
        }
    }

    @Override
    public @Nullable Object putIfAbsent(String key, Object entry) {
        Object before = super.putIfAbsent(key, entry);
        if (before == null && definer() != ENGINE) {
            ofJobs.add(key);
        }
        return before;
    }

    /** The loader of the class that the entry is a constant of. */
    private static @Nullable ClassLoader definer() {
        return STACK.walk(frames -> frames.dropWhile(OF_REGISTRATION)
                .findFirst()
                .map(frame -> frame.getDeclaringClass().getClassLoader())
                .orElse(ENGINE));
    }

    /** Those of SQL are in a registry of their own as well. */
    private static void unregister(Object entry) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.apache.spark.sql.internal.SQLConf$");
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("unregister")) {
                method.setAccessible(true);
                method.invoke(type.getField("MODULE$").get(null), entry);
            }
        }
    }

    private static Object registry() throws ReflectiveOperationException {
        return Class.forName(REGISTRY).getField("MODULE$").get(null);
    }

    private static Field known(Object registry) throws NoSuchFieldException {
        Field field = registry.getClass().getDeclaredField("knownConfigs");
        field.setAccessible(true);
        return field;
    }
}
