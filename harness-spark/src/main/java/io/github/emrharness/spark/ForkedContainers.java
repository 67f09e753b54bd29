package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaArgumentFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** JVMs of their own for the parts of Spark in YARN's containers: with the jars of this machine, where they are. */
final class ForkedContainers {

    static final String JARS = "spark.yarn.jars";
    static final String ARCHIVE = "spark.yarn.archive";

    /** They put something in front of Spark's jars. */
    static final List<String> OWN_CLASS_PATH =
            List.of("spark.driver.extraClassPath", "spark.executor.extraClassPath", "spark.yarn.user.classpath.first");

    /** What Spark lets stand in front, and the configuration that YARN brings. */
    private static final List<String> OF_CONTAINER = List.of(".", "__spark_conf__", "__spark_conf__/__hadoop_conf__");

    /** Of JVMs that live for some seconds. */
    static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto");

    private final SparkJvms jvms;
    private final ContainerArchive archive;

    ForkedContainers(SparkJvms jvms, ContainerArchive archive) {
        this.jvms = jvms;
        this.archive = archive;
    }

    /**
     * Gives properties of Spark, which win.
     *
     * @param systemProperties of every Spark of the step
     * @param directory where files for the containers may be written
     */
    Map<String, String> properties(SparkSubmitPlan plan, Map<String, String> systemProperties, Path directory)
            throws IOException {
        Map<String, String> properties = new TreeMap<>();
        boolean ours = !plan.conf().containsKey(JARS) && !plan.conf().containsKey(ARCHIVE);
        if (ours) {
            properties.put(JARS, localJars(jvms.jars()));
        }
        List<String> options = new ArrayList<>(SHORT_LIVED);
        systemProperties.forEach((name, value) -> options.add("-D" + name + "=" + value));
        if (ours && OWN_CLASS_PATH.stream().noneMatch(plan.conf()::containsKey)) {
            options.addAll(List.of("-cp", classPath()));
            options.addAll(archive.options());
        }
        Path file = directory.resolve("container-jvm.options");
        JavaArgumentFile.write(file, options);
        before("\"@" + file + '"', plan, properties);
        return properties;
    }

    /** As Spark reads them: no copy is made of local ones. */
    static String localJars(List<Path> jars) {
        return jars.stream().map(jar -> "local:" + jar.toUri().getRawPath()).collect(Collectors.joining(","));
    }

    /** Puts these Java options in front of those that all containers of the application get. */
    static void before(String options, SparkSubmitPlan plan, Map<String, String> properties) {
        String master = plan.deployment() == Deployment.YARN_CLUSTER
                ? "spark.driver.defaultJavaOptions"
                : "spark.yarn.am.extraJavaOptions";
        for (String property : List.of(master, "spark.executor.defaultJavaOptions")) {
            String given = plan.conf().get(property);
            properties.put(property, given == null ? options : options + " " + given);
        }
    }

    /** Begins with the jars that are always the same, which the archive asks for. */
    private String classPath() throws IOException {
        Set<String> entries = new LinkedHashSet<>();
        jvms.engineJars().forEach(jar -> entries.add(jar.toString()));
        jvms.jars().forEach(jar -> entries.add(jar.toString()));
        entries.addAll(OF_CONTAINER);
        return String.join(File.pathSeparator, entries);
    }
}
