package io.github.emrharness.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the JVM of a forked driver gets on its command line. */
final class ForkedDriver {

    /** Spark's default. */
    private static final String DEFAULT_MEMORY = "1g";

    /** The packages that Spark opens for itself on Java 17, as its {@code JavaModuleOptions} has them. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private ForkedDriver() {}

    static List<String> jvmOptions(SparkSubmitPlan plan) {
        List<String> options = new ArrayList<>();
        String memory = plan.driverMemory();
        options.add("-Xmx" + (memory == null ? DEFAULT_MEMORY : javaMemory(memory)));
        options.addAll(moduleOptions());
        String libraryPath = plan.driverLibraryPath();
        if (libraryPath != null) {
            options.add("-Djava.library.path=" + libraryPath);
        }
        options.addAll(plan.javaOptions().others());
        return options;
    }

    /** What every JVM with Spark needs. */
    static List<String> moduleOptions() {
        List<String> options = new ArrayList<>();
        for (String opened : OPENED) {
            options.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        options.add("-Djdk.reflect.useDirectMethodHandle=false");
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
