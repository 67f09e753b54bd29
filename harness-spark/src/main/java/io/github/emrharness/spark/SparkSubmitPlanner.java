package io.github.emrharness.spark;

import io.github.emrharness.spark.SparkSubmitCommandLine.Option;
import io.github.emrharness.spi.Isolation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a spark-submit that was meant for a cluster fit for this machine: for the YARN of the cluster where that is asked for,
 * and else for a local master, and says what it changed. Precedence is Spark's: the command line, then the properties file or
 * else {@code spark-defaults}, then what the harness sets.
 */
final class SparkSubmitPlanner {

    /** Asks for one step what {@link SparkSettings#MASTER} asks for all. */
    static final String HARNESS_MASTER = "spark.emrHarness.master";

    private static final String MASTER = "spark.master";
    private static final String DEPLOY_MODE = "spark.submit.deployMode";
    private static final String DRIVER_MEMORY = "spark.driver.memory";
    private static final String DRIVER_CLASS_PATH = "spark.driver.extraClassPath";
    private static final String DRIVER_DEFAULT_CLASS_PATH = "spark.driver.defaultExtraClassPath";
    private static final String EXECUTOR_CLASS_PATH = "spark.executor.extraClassPath";
    private static final String DRIVER_JAVA_OPTIONS = "spark.driver.extraJavaOptions";
    private static final String DRIVER_DEFAULT_JAVA_OPTIONS = "spark.driver.defaultJavaOptions";
    private static final String DRIVER_LIBRARY_PATH = "spark.driver.extraLibraryPath";
    private static final String JARS = "spark.jars";
    private static final String APP_MASTER_ENVIRONMENT = "spark.yarn.appMasterEnv.";
    private static final String CLUSTER = "cluster";
    private static final String YARN = "yarn";

    /** Options that are the same as a property. */
    private static final Map<String, String> PROPERTY_OF_OPTION = Map.of(
            "--master", MASTER,
            "--deploy-mode", DEPLOY_MODE,
            "--driver-memory", DRIVER_MEMORY,
            "--driver-class-path", DRIVER_CLASS_PATH,
            "--driver-default-class-path", DRIVER_DEFAULT_CLASS_PATH,
            "--driver-java-options", DRIVER_JAVA_OPTIONS,
            "--driver-library-path", DRIVER_LIBRARY_PATH,
            "--jars", JARS);

    /** Of Spark 4: the properties file does not stand in place of {@code spark-defaults} but goes over it. */
    private static final String LOAD_DEFAULTS = "--load-spark-defaults";

    private static final String FILES = "--files";

    private static final Map<String, String> RESOURCE_OPTIONS =
            Map.of(FILES, "file", "--archives", "archive", "--py-files", "Python file");

    private final Isolation isolation;
    private final SparkSettings settings;
    private final ResourceLocalizer localizer;
    private final EmrJars emrJars;
    private final List<String> notes = new ArrayList<>();

    SparkSubmitPlanner(Isolation isolation, SparkSettings settings, ResourceLocalizer localizer, EmrJars emrJars) {
        this.isolation = isolation;
        this.settings = settings;
        this.localizer = localizer;
        this.emrJars = emrJars;
    }

    /**
     * Makes the plan.
     *
     * @param clusterDefaults the cluster's {@code spark-defaults}
     * @param harnessProperties what the harness sets if nobody else does
     * @param clusterJars what the cluster's configuration puts on the class path of its Spark
     * @throws IOException if something that the command line names is not there; the message says what
     */
    SparkSubmitPlan plan(
            SparkSubmitCommandLine line,
            Map<String, String> clusterDefaults,
            Map<String, String> harnessProperties,
            List<Path> clusterJars)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        Map<String, String> resources = new TreeMap<>();
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, String> ofFile = null;
        boolean loadsDefaults = false;
        for (Option option : line.options()) {
            String value = option.value();
            String property = PROPERTY_OF_OPTION.get(option.name());
            if (option.name().equals(LOAD_DEFAULTS)) {
                loadsDefaults = true;
            } else if (value == null) {
                arguments.add(option.name());
            } else if (property != null) {
                given.put(property, value);
            } else if (option.name().equals("--conf") && value.indexOf('=') > 0) {
                int equalsSign = value.indexOf('=');
                given.put(value.substring(0, equalsSign), value.substring(equalsSign + 1));
            } else if (option.name().equals("--properties-file")) {
                ofFile = SparkProperties.read(Path.of(localizer.path("properties file", value)));
            } else {
                String kind = RESOURCE_OPTIONS.get(option.name());
                String local = kind == null ? value : localizer.list(kind, value);
                if (kind == null) {
                    arguments.addAll(List.of(option.name(), local));
                } else {
                    resources.put(option.name(), local);
                }
            }
        }
        Map<String, String> file = new TreeMap<>(harnessProperties);
        if (ofFile == null || loadsDefaults) {
            file.putAll(clusterDefaults);
        }
        if (ofFile != null) {
            file.putAll(ofFile);
        }
        String resource = line.primaryResource();
        Optional<SparkConsole> console = line.console();
        if (console.isPresent() && CLUSTER.equals(effective(DEPLOY_MODE, given, file))) {
            throw new IOException(console.get().notInClusterMode());
        }
        Map<String, String> driverEnvironment = driverEnvironment(given, file);
        Deployment deployment = deploy(given, file);
        String files = resources.get(FILES);
        if (files != null && !deployment.isOnYarn()) {
            resources.put(FILES, localizer.underTheirNames(files));
        }
        resources.forEach((option, list) -> arguments.addAll(List.of(option, list)));
        boolean driverInStep = deployment.hasDriverInStep();
        JavaOptions javaOptions = driverInStep ? javaOptions(given, file) : new JavaOptions(Map.of(), List.of());
        String driverMemory = driverInStep ? effective(DRIVER_MEMORY, given, file) : null;
        findClassPath(given);
        findClassPath(file);
        if (isolation == Isolation.IN_PROCESS && driverInStep) {
            fitIntoThisJvm(given, file, driverMemory, javaOptions);
        }
        List<String> jars = new ArrayList<>();
        String named = effective(JARS, given, file);
        if (named != null) {
            jars.add(localizer.list("jar", named));
        }
        clusterJars.forEach(jar -> jars.add(jar.toString()));
        if (!jars.isEmpty()) {
            (given.containsKey(JARS) ? given : file).put(JARS, String.join(",", jars));
        }
        given.forEach((name, value) -> {
            arguments.add("--conf");
            arguments.add(name + "=" + value);
        });
        List<String> application = new ArrayList<>();
        String kind = line.isPython() ? "Python application" : "application jar";
        application.add(console.isPresent() ? resource : localizer.path(kind, resource));
        application.addAll(line.applicationArguments());
        Map<String, String> conf = new TreeMap<>(file);
        conf.putAll(given);
        return new SparkSubmitPlan(
                deployment,
                arguments,
                application,
                file,
                conf,
                driverEnvironment,
                resources,
                javaOptions,
                driverMemory,
                driverInStep ? driverClassPath(given, file) : null,
                driverInStep ? effective(DRIVER_LIBRARY_PATH, given, file) : null,
                notes);
    }

    /** On a cluster in mode cluster the driver runs in YARN's application master. */
    private static Map<String, String> driverEnvironment(Map<String, String> given, Map<String, String> file) {
        Map<String, String> environment = new TreeMap<>();
        if (CLUSTER.equals(effective(DEPLOY_MODE, given, file))) {
            for (Map<String, String> properties : List.of(file, given)) {
                properties.forEach((name, value) -> {
                    if (name.startsWith(APP_MASTER_ENVIRONMENT)) {
                        environment.put(name.substring(APP_MASTER_ENVIRONMENT.length()), value);
                    }
                });
            }
        }
        return environment;
    }

    /** A step that asks for a local master, or for one that is not EMR's, runs locally in any case. */
    private Deployment deploy(Map<String, String> given, Map<String, String> file) throws IOException {
        String master = effective(MASTER, given, file);
        if (master(given, file) == SparkMaster.LOCAL || (master != null && !master.equals(YARN))) {
            runLocally(given, file);
            return Deployment.LOCAL;
        }
        given.remove(MASTER);
        file.put(MASTER, YARN);
        return CLUSTER.equals(effective(DEPLOY_MODE, given, file)) ? Deployment.YARN_CLUSTER : Deployment.YARN_CLIENT;
    }

    private SparkMaster master(Map<String, String> given, Map<String, String> file) throws IOException {
        String ofStep = effective(HARNESS_MASTER, given, file);
        if (ofStep == null) {
            return settings.master();
        }
        try {
            return SparkMaster.parse(HARNESS_MASTER, ofStep);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void runLocally(Map<String, String> given, Map<String, String> file) {
        List<String> changed = new ArrayList<>();
        String master = effective(MASTER, given, file);
        if (master != null && !master.startsWith("local")) {
            changed.add("master " + master);
        }
        String deployMode = effective(DEPLOY_MODE, given, file);
        if (CLUSTER.equals(deployMode)) {
            changed.add("deploy mode cluster");
        }
        given.remove(DEPLOY_MODE);
        file.remove(DEPLOY_MODE);
        if (master == null || !master.startsWith("local")) {
            given.remove(MASTER);
            file.put(MASTER, "local[" + settings.cores() + "]");
        }
        if (!changed.isEmpty()) {
            notes.add("Spark runs with a local master in client mode: " + String.join(" and ", changed)
                    + " became master " + effective(MASTER, given, file) + ", deploy mode client");
        }
    }

    private JavaOptions javaOptions(Map<String, String> given, Map<String, String> file) throws IOException {
        String all = Stream.of(DRIVER_DEFAULT_JAVA_OPTIONS, DRIVER_JAVA_OPTIONS)
                .map(name -> effective(name, given, file))
                .filter(o -> o != null)
                .collect(Collectors.joining(" "));
        JavaOptions options = JavaOptions.parse(all);
        if (options.others().stream().anyMatch(o -> o.startsWith("-Xmx"))) {
            throw new IOException("Not allowed to specify max heap(Xmx) memory settings through java options (was "
                    + all + "). Use the corresponding --driver-memory or spark.driver.memory configuration instead.");
        }
        return options;
    }

    private void findClassPath(Map<String, String> properties) {
        for (String property : List.of(DRIVER_CLASS_PATH, DRIVER_DEFAULT_CLASS_PATH, EXECUTOR_CLASS_PATH)) {
            properties.computeIfPresent(property, (name, entries) -> Stream.of(entries.split(File.pathSeparator))
                    .map(emrJars::classPathEntry)
                    .collect(Collectors.joining(File.pathSeparator)));
        }
    }

    private void fitIntoThisJvm(
            Map<String, String> given,
            Map<String, String> file,
            @Nullable String driverMemory,
            JavaOptions javaOptions) {
        if (driverMemory != null) {
            notes.add("The driver runs in the JVM of the test: its memory is that JVM's, not " + driverMemory
                    + " (isolation FORKED honours it)");
        }
        if (!javaOptions.others().isEmpty()) {
            notes.add("The driver runs in the JVM of the test, which cannot take the Java options "
                    + String.join(" ", javaOptions.others()) + " (isolation FORKED honours them)");
        }
        String libraryPath = effective(DRIVER_LIBRARY_PATH, given, file);
        if (libraryPath != null) {
            notes.add("The driver runs in the JVM of the test: the library path " + libraryPath
                    + " is not added to it (isolation FORKED honours it)");
        }
        String classPath = driverClassPath(given, file);
        if (classPath == null) {
            return;
        }
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                found.add(entry);
            } else if (!entry.isBlank()) {
                missing.add(entry);
            }
        }
        if (!missing.isEmpty()) {
            notes.add("Not on this machine, left out of the driver's class path: " + String.join(" ", missing));
        }
        if (!found.isEmpty()) {
            notes.add("The driver runs in the JVM of the test: its class path additions are given to it as --jars: "
                    + String.join(" ", found));
            String jars = effective(JARS, given, file);
            given.put(
                    JARS, Stream.concat(Stream.ofNullable(jars), found.stream()).collect(Collectors.joining(",")));
        }
    }

    private static @Nullable String driverClassPath(Map<String, String> given, Map<String, String> file) {
        String all = Stream.of(DRIVER_CLASS_PATH, DRIVER_DEFAULT_CLASS_PATH)
                .flatMap(name -> Stream.ofNullable(effective(name, given, file)))
                .collect(Collectors.joining(File.pathSeparator));
        return all.isEmpty() ? null : all;
    }

    private static @Nullable String effective(String name, Map<String, String> given, Map<String, String> file) {
        String value = given.get(name);
        return value == null ? file.get(name) : value;
    }
}
