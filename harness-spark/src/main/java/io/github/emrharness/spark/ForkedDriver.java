package io.github.emrharness.spark;

import io.github.emrharness.jvm.classpath.TestClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the JVM of a forked driver gets on its command line. */
final class ForkedDriver {

    /** Spark's default. */
    private static final String DEFAULT_MEMORY = "1g";

    private ForkedDriver() {}

    /**
     * @param brief whether it lives for some commands only, which the second compiler of the JVM costs more than it saves
     */
    static List<String> jvmOptions(SparkSubmitPlan plan, boolean brief) {
        List<String> options = new ArrayList<>();
        if (brief) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        String memory = plan.driverMemory();
        options.add("-Xmx" + (memory == null ? DEFAULT_MEMORY : javaMemory(memory)));
        String libraryPath = plan.driverLibraryPath();
        if (libraryPath != null) {
            options.add("-Djava.library.path=" + libraryPath);
        }
        options.addAll(plan.javaOptions().others());
        return options;
    }

    static List<Path> classPath(SparkSubmitPlan plan, List<Path> engine) {
        List<Path> classPath = new ArrayList<>();
        String additions = plan.driverClassPath();
        if (additions != null) {
            classPath.addAll(TestClassPath.entries(additions));
        }
        classPath.addAll(engine);
        return classPath;
    }

    /** Spark takes megabytes for numbers without a unit and allows units such as {@code gb}; Java does neither. */
    private static String javaMemory(String memory) {
        String value = memory.trim().toLowerCase(Locale.ROOT);
        if (value.matches("\\d+")) {
            return value + "m";
        }
        return value.matches("\\d+[kmgt]b") ? value.substring(0, value.length() - 1) : value;
    }
}
