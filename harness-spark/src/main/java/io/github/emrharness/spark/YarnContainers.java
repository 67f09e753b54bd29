package io.github.emrharness.spark;

import io.github.emrharness.spi.CallableProgram;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the application masters and executors of Spark start in the containers of YARN: in this JVM, on engines that are warm
 * from the second application on, or in a JVM of their own where that was chosen or is needed.
 */
final class YarnContainers implements AutoCloseable {

    /** Asks for one step what {@link SparkSettings#CONTAINERS} asks for all. */
    static final String OF_STEP = "spark.emrHarness.containers";

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final ContainerArchive archive;
    private @Nullable CallableProgram java;
    private boolean closed;

    YarnContainers(HarnessContext harness, SparkSettings settings, SparkJvms jvms, Executor executor) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        archive = new ContainerArchive(harness, settings, jvms, executor);
    }

    /**
     * Gives properties of Spark, which win.
     *
     * @param systemProperties of every Spark of the step
     */
    Map<String, String> properties(SparkSubmitPlan plan, StepContext step, Map<String, String> systemProperties)
            throws IOException {
        Isolation asked = isolation(plan);
        if (asked == Isolation.IN_PROCESS) {
            Optional<String> need = needOfOwnJvms(plan);
            if (need.isEmpty()) {
                return inProcess(plan, step, systemProperties);
            }
            step.logs().controller("The containers of the step are JVMs of their own, since " + need.get());
        }
        return new ForkedContainers(jvms, archive).properties(plan, systemProperties, step.scratchDirectory());
    }

    /** To be called when a step on YARN has ended. */
    void stepEnded() {
        archive.stepEnded();
    }

    private Isolation isolation(SparkSubmitPlan plan) throws IOException {
        if (harness.isolation() == Isolation.FORKED) {
            return Isolation.FORKED;
        }
        String ofStep = plan.conf().get(OF_STEP);
        if (ofStep == null) {
            return settings.containers();
        }
        try {
            return SparkSettings.isolation(OF_STEP, ofStep);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Optional<String> needOfOwnJvms(SparkSubmitPlan plan) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return Optional.of("this system has no Bash");
        }
        return Stream.concat(
                        Stream.concat(
                                        Stream.of(ForkedContainers.JARS, ForkedContainers.ARCHIVE),
                                        ForkedContainers.OWN_CLASS_PATH.stream())
                                .filter(name -> plan.conf().containsKey(name)
                                        && !"false".equals(plan.conf().get(name)))
                                .map(name -> name + " changes their class path"),
                        javaOptions(plan).others().stream()
                                .filter(YarnContainers::isAgent)
                                .map(option -> "the Java option " + option + " needs that"))
                .findFirst();
    }

    private static boolean isAgent(String option) {
        return option.startsWith("-agent") || option.startsWith("-javaagent") || option.startsWith("-Xrun");
    }

    private static JavaOptions javaOptions(SparkSubmitPlan plan) {
        String all = optionProperties(plan).stream()
                .map(plan.conf()::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return JavaOptions.parse(all);
    }

    private static List<String> optionProperties(SparkSubmitPlan plan) {
        List<String> names =
                new ArrayList<>(List.of("spark.executor.defaultJavaOptions", "spark.executor.extraJavaOptions"));
        names.addAll(
                plan.deployment() == Deployment.YARN_CLUSTER
                        ? List.of("spark.driver.defaultJavaOptions", "spark.driver.extraJavaOptions")
                        : List.of("spark.yarn.am.extraJavaOptions"));
        return names;
    }

    private Map<String, String> inProcess(SparkSubmitPlan plan, StepContext step, Map<String, String> systemProperties)
            throws IOException {
        List<String> others = javaOptions(plan).others();
        if (!others.isEmpty()) {
            step.logs()
                    .controller(
                            "The containers of the step run in the JVM of the test, which cannot take the Java options "
                                    + String.join(" ", others) + " (" + OF_STEP + "=forked honours them)");
        }
        CallableProgram program = java();
        Map<String, String> properties = new TreeMap<>(SparkYarn.inContainers(program.environment()));
        properties.putAll(SparkYarn.inContainers(Map.of("JAVA_HOME", javaHome().toString())));
        properties.put(ForkedContainers.JARS, ForkedContainers.localJars(jvms.jars()));
        String options = systemProperties.entrySet().stream()
                .map(each -> "\"-D" + each.getKey() + "=" + each.getValue() + "\"")
                .collect(Collectors.joining(" "));
        ForkedContainers.before(options, plan, properties);
        return properties;
    }

    /** Called by YARN as {@code $JAVA_HOME/bin/java}. */
    private synchronized CallableProgram java() throws IOException {
        if (closed) {
            throw new IOException("The harness is closed: no container can be started any more.");
        }
        CallableProgram program = java;
        if (program == null) {
            program = harness.openProgram(javaHome().resolve("bin").resolve("java"), new ContainerProgram(jvms));
            java = program;
        }
        return program;
    }

    private Path javaHome() {
        return harness.directory("spark").resolve("java");
    }

    @Override
    public void close() {
        archive.close();
        synchronized (this) {
            closed = true;
            if (java != null) {
                java.close();
            }
        }
    }
}
