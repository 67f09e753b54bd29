package io.github.emrharness.spark;

import io.github.emrharness.spi.StepContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets PySpark applications ready: their Python, its PySpark, and the files that they expect beside them. */
final class PythonApplications {

    private static final String DRIVER = "spark.pyspark.driver.python";
    private static final String WORKER = "spark.pyspark.python";
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
        Path directory = step.workingDirectory();
        PythonFiles.putInto(directory, plan);
        String workerName = first(
                plan.conf().get(WORKER),
                environment.get(WORKER_VARIABLE),
                System.getenv(WORKER_VARIABLE),
                PythonInterpreters.DEFAULT);
        String driverName =
                first(plan.conf().get(DRIVER), plan.conf().get(WORKER), environment.get(DRIVER_VARIABLE), workerName);
        PythonInterpreter worker = find(workerName, step, environment);
        PythonInterpreter driver = driverName.equals(workerName) ? worker : find(driverName, step, environment);

        Map<String, String> prepared = new LinkedHashMap<>(environment);
        prepared.put(WORKER_VARIABLE, worker.executable().toString());
        prepared.put(DRIVER_VARIABLE, driver.executable().toString());
        // As the script spark-submit does it: strings must hash alike in all workers.
        prepared.putIfAbsent("PYTHONHASHSEED", "0");
        String from = "its own PySpark " + driver.pyspark();
        if (!driver.hasPySparkFor(sparkVersion) || !worker.hasPySparkFor(sparkVersion)) {
            Path pythonPath = PySparkLibrary.pythonPath(library.home(driver, sparkVersion));
            prepared.merge("PYTHONPATH", pythonPath.toString(), (given, ours) -> ours + File.pathSeparator + given);
            from = "the PySpark of " + pythonPath;
        }
        step.logs()
                .controller(
                        "Python " + driver.version() + " (" + driver.executable() + ") runs the driver with " + from);
        Map<String, String> conf = new LinkedHashMap<>();
        replace(WORKER, worker, plan, conf);
        replace(DRIVER, driver, plan, conf);
        return new Prepared(prepared, conf);
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
    private static void replace(
            String property, PythonInterpreter interpreter, SparkSubmitPlan plan, Map<String, String> conf) {
        if (plan.conf().containsKey(property)) {
            conf.put(property, interpreter.executable().toString());
        }
    }

    private static String first(@Nullable String... names) {
        return Stream.of(names).filter(Objects::nonNull).findFirst().orElseThrow();
    }
}
