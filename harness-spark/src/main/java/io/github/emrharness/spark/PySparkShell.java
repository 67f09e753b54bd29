package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program {@code pyspark}: a Python, whose PySpark starts Spark with {@code bin/spark-submit} of its {@code SPARK_HOME} when
 * the first session is made. That is the program of EMR's master, so that the harness runs it, in the JVM of the test.
 */
final class PySparkShell {

    private static final String SUBMIT = "spark-submit";
    private static final String STARTUP = "PYTHONSTARTUP";

    private final PythonApplications python;
    private final SparkJvms jvms;

    PySparkShell(PythonApplications python, SparkJvms jvms) {
        this.python = python;
        this.jvms = jvms;
    }

    /**
     * Refuses what Spark refuses, in its words.
     *
     * @param line of {@code spark-submit}
     */
    static void check(SparkSubmitCommandLine line) throws StepStartException {
        List<String> arguments = line.applicationArguments();
        if (!arguments.isEmpty() && arguments.get(0).endsWith(".py")) {
            throw new StepStartException(
                    "Running python applications through 'pyspark' is not supported as of Spark 2.0.\n"
                            + "Use ./bin/spark-submit <python file>",
                    255);
        }
        if (!arguments.isEmpty()) {
            throw new StepStartException(
                    "Error: pyspark does not support any application options: " + String.join(" ", arguments));
        }
    }

    /** Describes the Python. */
    JavaCommand command(StepContext step, SparkSubmitCommandLine line) throws IOException {
        PythonApplications.Shell shell = python.shell(line.conf(), step, jvms.sparkVersion());
        Map<String, String> environment = new HashMap<>(shell.environment());
        environment.put("SPARK_HOME", home(step).toString());
        environment.put("PYSPARK_SUBMIT_ARGS", submitArguments(line));
        // Python runs it where it is interactive: with -i among the options, as its stdin is no terminal here.
        String startup = environment.get(STARTUP);
        if (startup != null) {
            environment.put("OLD_" + STARTUP, startup);
        }
        environment.put(
                STARTUP,
                shell.pythonPath().resolve("pyspark").resolve("shell.py").toString());
        List<String> words = new ArrayList<>(List.of(shell.program()));
        words.addAll(JavaOptions.split(environment.getOrDefault("PYSPARK_DRIVER_PYTHON_OPTS", "")));
        return jvms.program(words, "pyspark " + step.stepId())
                .environment(environment)
                .workingDirectory(step.workingDirectory())
                .stdin(step.stdin())
                .stdout(step.logs().stdout())
                .stderr(step.logs().stderr())
                .build();
    }

    private static Path home(StepContext step) throws IOException {
        Path submit = PythonInterpreters.onPath(SUBMIT, step.environment())
                .orElseThrow(
                        () -> new IOException("pyspark finds no " + SUBMIT + " on the PATH of the step: the programs"
                                + " of EMR's master are shell scripts, which this machine cannot run."));
        Path home = step.scratchDirectory().resolve("spark-home");
        LocalFiles.link(Files.createDirectories(home.resolve("bin")).resolve(SUBMIT), submit);
        return home;
    }

    /** As PySpark takes it apart: by the rules of a shell. */
    private static String submitArguments(SparkSubmitCommandLine line) {
        StringBuilder words = new StringBuilder();
        for (SparkSubmitCommandLine.Option option : line.options()) {
            words.append(quoted(option.name())).append(' ');
            String value = option.value();
            if (value != null) {
                words.append(quoted(value)).append(' ');
            }
        }
        return words.append(quoted(line.primaryResource())).toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
