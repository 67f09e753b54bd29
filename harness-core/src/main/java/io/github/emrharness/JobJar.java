package io.github.emrharness;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Where the jar of a job comes from. */
sealed interface JobJar {

    String fileName();

    /** A jar that there is: an address, a file, or the key of an object. */
    record Named(String location) implements JobJar {

        @Override
        public String fileName() {
            return location.substring(location.lastIndexOf('/') + 1);
        }
    }

    /** A jar to be packed from what was built together with these classes; the first one names it. */
    record Packed(List<Class<?>> classes) implements JobJar {

        Packed including(List<Class<?>> more) {
            List<Class<?>> all = new ArrayList<>(classes);
            all.addAll(more);
            return new Packed(List.copyOf(all));
        }

        @Override
        public String fileName() {
            return classes.get(0).getSimpleName() + ".jar";
        }
    }

    /** The jar of a class that Spark can run. */
    static JobJar ofMain(Class<?> mainClass) {
        if (!isRunnable(mainClass)) {
            throw new IllegalArgumentException("Class [" + mainClass.getName()
                    + "] cannot be the main class of a Spark step: it has no method"
                    + " \"public static void main(String[] args)\".");
        }
        return new Packed(List.of(mainClass));
    }

    private static boolean isRunnable(Class<?> type) {
        try {
            return Modifier.isStatic(type.getMethod("main", String[].class).getModifiers());
        } catch (NoSuchMethodException e) {
            return isSparkApplication(type);
        } catch (LinkageError e) {
            // A library that the class mentions is not here; it may be on the cluster. Spark will tell.
            return true;
        }
    }

    private static boolean isSparkApplication(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> implemented : c.getInterfaces()) {
                if (implemented.getName().equals("org.apache.spark.deploy.SparkApplication")) {
                    return true;
                }
            }
        }
        return false;
    }
}
