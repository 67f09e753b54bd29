package io.github.emrharness.spark;

import io.github.emrharness.spi.StepContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets PySpark applications ready: their Python, its PySpark, and the files that they expect beside them. */
final class PythonApplications {

    private static final String DRIVER = "spark.pyspark.driver.python";
    private static final String WORKER = "spark.pyspark.python";
    private static final String APPLICATION_MASTER = "spark.yarn.appMasterEnv.";
    private static final String DRIVER_VARIABLE = "PYSPARK_DRIVER_PYTHON";
    private static final String WORKER_VARIABLE = "PYSPARK_PYTHON";
    private static final Pattern EXAMPLE =
            Pattern.compile("(?:(?:file|local):(?://)?)?/usr/lib/spark/examples/src/main/python/(.+)");

    private final PythonInterpreters interpreters = new PythonInterpreters();
    private final PySparkLibrary library;

    PythonApplications(Map<String, String> settings, boolean installsPySpark) {
        library = new PySparkLibrary(settings, installsPySpark);
    }

    /**
     * What the harness adds for an application.
     *
     * @param environment the whole environment of its driver
     * @param conf Spark properties, which win
     */
    record Prepared(Map<String, String> environment, Map<String, String> conf) {}

    /** Gives the file that stands for one of EMR's examples in Python; the resource itself if it is none. */
    String resource(String resource, StepContext step, String sparkVersion) throws IOException {
        Matcher example = EXAMPLE.matcher(resource);
        if (!example.matches() || Files.exists(Path.of("/usr/lib/spark/examples"))) {
            return resource;
        }
        PythonInterpreter python = interpreters
                .find(PythonInterpreters.DEFAULT, step.environment(), step.workingDirectory())
                .interpreter();
        return PySparkLibrary.examples(library.home(python, sparkVersion))
                .resolve(example.group(1))
                .toString();
    }

    /**
     * Finds the application's Python as Spark does, and makes sure that it has a PySpark that fits.
     *
     * @param environment that of the driver so far
     */
    Prepared prepare(SparkSubmitPlan plan, StepContext step, Map<String, String> environment, String sparkVersion)
            throws IOException {
        Deployment deployment = plan.deployment();
        if (!deployment.isOnYarn()) {
            PythonFiles.putInto(step.workingDirectory(), plan);
        }
        Pythons pythons = choose(plan.conf(), deployment, step, environment);
        Map<String, String> prepared = new LinkedHashMap<>(environment);
        Path pythonPath = lead(pythons, prepared, step, sparkVersion);
        Map<String, String> conf = new LinkedHashMap<>();
        replace(WORKER, pythons.worker(), plan, conf);
        replace(DRIVER, pythons.driver(), plan, conf);
        if (deployment.isOnYarn()) {
            containersFind(pythonPath, prepared);
        }
        if (deployment == Deployment.YARN_CLUSTER) {
            conf.put(APPLICATION_MASTER + WORKER_VARIABLE, pythons.worker().program());
            conf.put(APPLICATION_MASTER + DRIVER_VARIABLE, pythons.driver().program());
        }
        return new Prepared(prepared, conf);
    }

    /**
     * The Python that the program {@code pyspark} is.
     *
     * @param environment the whole of its environment
     * @param pythonPath where its PySpark is
     */
    record Shell(String program, Map<String, String> environment, Path pythonPath) {}

    /**
     * Finds the Python of {@code pyspark} as Spark's launcher does: by the options of its command line, then by the
     * environment. Spark's properties in files are not asked.
     *
     * @param conf the properties among the options
     */
    Shell shell(Map<String, String> conf, StepContext step, String sparkVersion) throws IOException {
        Pythons pythons = choose(conf, Deployment.LOCAL, step, step.environment());
        Map<String, String> prepared = new LinkedHashMap<>(step.environment());
        Path pythonPath = lead(pythons, prepared, step, sparkVersion);
        containersFind(pythonPath, prepared);
        return new Shell(pythons.driver().program(), prepared, pythonPath);
    }

    /** It is in its place there, too. */
    private static void containersFind(Path pythonPath, Map<String, String> environment) {
        environment.putIfAbsent("PYSPARK_ARCHIVES_PATH", "local:" + pythonPath);
    }

    private record Pythons(Choice worker, Choice driver) {}

    private Pythons choose(
            Map<String, String> conf, Deployment deployment, StepContext step, Map<String, String> environment)
            throws IOException {
        String workerName = first(
                conf.get(WORKER),
                environment.get(WORKER_VARIABLE),
                System.getenv(WORKER_VARIABLE),
                PythonInterpreters.DEFAULT);
        String driverName = first(conf.get(DRIVER), conf.get(WORKER), environment.get(DRIVER_VARIABLE), workerName);
        Choice worker = choose(workerName, deployment.isOnYarn(), step, environment);
        Choice driver = driverName.equals(workerName) && (worker.python().isPresent() || !deployment.hasDriverInStep())
                ? worker
                : choose(driverName, !deployment.hasDriverInStep(), step, environment);
        return new Pythons(worker, driver);
    }

    /** Adds to an environment what leads to the Pythons and to the PySpark that serves both; gives where that is. */
    private Path lead(Pythons pythons, Map<String, String> environment, StepContext step, String sparkVersion)
            throws IOException {
        Choice worker = pythons.worker();
        Choice driver = pythons.driver();
        Path pythonPath;
        String from;
        if (driver.hasPySparkFor(sparkVersion) && worker.hasPySparkFor(sparkVersion)) {
            pythonPath = driver.python().orElseThrow().packages();
            from = "its own PySpark " + driver.python().orElseThrow().pyspark();
        } else {
            PythonInterpreter fetches = driver.python().isPresent()
                    ? driver.python().get()
                    : find(PythonInterpreters.DEFAULT, step, environment);
            pythonPath = PySparkLibrary.pythonPath(library.home(fetches, sparkVersion));
            environment.merge("PYTHONPATH", pythonPath.toString(), (given, ours) -> ours + File.pathSeparator + given);
            from = "the PySpark of " + pythonPath;
        }
        environment.put(WORKER_VARIABLE, worker.program());
        environment.put(DRIVER_VARIABLE, driver.program());
        // As the script spark-submit does it: strings must hash alike in all workers.
        environment.putIfAbsent("PYTHONHASHSEED", "0");
        step.logs().controller(driver.describe() + " runs the driver with " + from);
        return pythonPath;
    }

    /**
     * The Python for a part of the application.
     *
     * @param python empty if it comes with the step, and is in the containers only
     */
    private record Choice(String name, Optional<PythonInterpreter> python) {

        String program() {
            return python.map(found -> found.executable().toString()).orElse(name);
        }

        boolean hasPySparkFor(String sparkVersion) {
            return python.filter(found -> found.hasPySparkFor(sparkVersion)).isPresent();
        }

        String describe() {
            return python.map(found -> "Python " + found.version() + " (" + found.executable() + ")")
                    .orElse("The Python " + name + " of the container");
        }
    }

    private Choice choose(String name, boolean inContainer, StepContext step, Map<String, String> environment)
            throws IOException {
        boolean onlyThere = inContainer && PythonInterpreters.isBroughtAlong(name);
        return new Choice(name, onlyThere ? Optional.empty() : Optional.of(find(name, step, environment)));
    }

    private PythonInterpreter find(String name, StepContext step, Map<String, String> environment) throws IOException {
        PythonInterpreters.Found found = interpreters.find(name, environment, step.workingDirectory());
        if (!found.asNamed()) {
            step.logs()
                    .controller("There is no " + name + " on this machine: "
                            + found.interpreter().executable() + " stands for it");
        }
        return found.interpreter();
    }

    /** Spark starts a program by the PATH of this JVM, in a directory that may differ. */
    private static void replace(String property, Choice python, SparkSubmitPlan plan, Map<String, String> conf) {
        if (plan.conf().containsKey(property)) {
            conf.put(property, python.program());
        }
    }

    private static String first(@Nullable String... names) {
        return Stream.of(names).filter(Objects::nonNull).findFirst().orElseThrow();
    }
}
