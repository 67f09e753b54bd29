package io.github.emrharness.spark;

import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Applications that Spark brings along for commands of a person or of a script. Their shell scripts start them with
 * {@code spark-submit}, whose options may stand among their own; in place of a jar they have a name.
 */
enum SparkConsole {

    /** Statements come with {@code -e} or {@code -f}, else from stdin. */
    SQL(
            "spark-sql",
            "spark-internal",
            List.of("--class", SparkConsole.SQL_MAIN),
            "Cluster deploy mode is not applicable to Spark SQL shell."),

    /** Scala's REPL: first what {@code -i} names, then stdin. */
    SCALA(
            "spark-shell",
            "spark-shell",
            List.of("--class", "org.apache.spark.repl.Main", "--name", "Spark shell"),
            SparkConsole.NO_SHELL),

    /** The program is a Python; with {@code spark-submit} it starts its Spark, which lives as long as stdin is open. */
    PYTHON("pyspark", "pyspark-shell", List.of("--name", "PySparkShell"), SparkConsole.NO_SHELL);

    private static final String SQL_MAIN = "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver";
    private static final String NO_SHELL = "Cluster deploy mode is not applicable to Spark shells.";

    private static final Map<SparkConsole, String> ARTIFACTS =
            Map.of(SQL, "spark-hive-thriftserver", SCALA, "spark-repl");
    private static final Map<SparkConsole, String> BRINGS =
            Map.of(SQL, "Hive's classes for Spark", SCALA, "Scala's compiler");

    private final String program;
    private final String resource;
    private final List<String> options;
    private final String notInClusterMode;

    SparkConsole(String program, String resource, List<String> options, String notInClusterMode) {
        this.program = program;
        this.resource = resource;
        this.options = options;
        this.notInClusterMode = notInClusterMode;
    }

    String program() {
        return program;
    }

    static Optional<SparkConsole> ofProgram(String program) {
        return Stream.of(values()).filter(each -> each.program.equals(program)).findFirst();
    }

    /** The one that has this name in place of a jar. */
    static Optional<SparkConsole> ofResource(String resource) {
        return Stream.of(values())
                .filter(each -> each.resource.equals(resource))
                .findFirst();
    }

    /** Spark has other applications without a jar, such as its Thrift server. */
    boolean isMeantBy(List<SparkSubmitCommandLine.Option> given) {
        return this != SQL
                || given.stream().anyMatch(each -> each.name().equals("--class") && SQL_MAIN.equals(each.value()));
    }

    /** Spark's words. */
    String notInClusterMode() {
        return notInClusterMode;
    }

    /** What the program makes of its arguments: those of {@code spark-submit}. */
    List<String> submitArguments(List<String> args, SparkLine spark) {
        List<String> submit = new ArrayList<>(options);
        List<String> own = new ArrayList<>();
        int i = 0;
        while (i < args.size()) {
            int count = SparkSubmitCommandLine.optionAt(args, i, spark);
            if (count == 0) {
                own.add(args.get(i++));
            } else {
                submit.addAll(args.subList(i, i + count));
                i += count;
            }
        }
        submit.add(resource);
        submit.addAll(own);
        return submit;
    }

    /** Whether it takes its commands from stdin, or watches it. */
    boolean readsStdin(List<String> arguments) {
        return this != SQL || arguments.stream().noneMatch(each -> each.startsWith("-e") || each.startsWith("-f"));
    }

    /**
     * Whether it cannot run in the JVM of the test: JLine reads the descriptor 0 of its JVM, and Scala's REPL is one object for
     * a JVM, which handles the signals of a terminal.
     */
    boolean needsOwnJvm(List<String> arguments) {
        return this != PYTHON && readsStdin(arguments);
    }

    /** System properties of its own JVM: the history of what is typed in belongs to the step, not to the user. */
    Map<String, String> systemProperties(StepContext step) {
        Path own = step.scratchDirectory();
        return switch (this) {
            // The cache of Ivy stays the user's.
            case SQL ->
                Map.of(
                        "user.home", step.environment().getOrDefault("HOME", own.toString()),
                        "ivy.home",
                                Path.of(System.getProperty("user.home"), ".ivy2")
                                        .toString());
            case SCALA ->
                Map.of(
                        "scala.usejavacp",
                        "true",
                        "scala.shell.histfile",
                        own.resolve(".scala_history").toString());
            case PYTHON -> Map.of();
        };
    }

    /**
     * Checks that Spark has it.
     *
     * @throws StepStartException if the class path of the test lacks it; the message names what to add
     */
    void checkIsOn(EngineClassPath engine) throws StepStartException {
        String name = ARTIFACTS.get(this);
        String artifact = name == null ? null : engine.line().artifact(name);
        if (artifact != null && !engine.has(artifact)) {
            throw new StepStartException("There is no " + program
                    + " in the Spark of the test's class path. Add the dependency org.apache.spark:" + artifact
                    + " of Spark's version, " + engine.sparkVersion() + ", which brings " + BRINGS.get(this)
                    + " with it.");
        }
    }
}
