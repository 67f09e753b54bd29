package io.github.emrharness.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a step runs: EMR's {@code HadoopJarStepConfig}.
 *
 * @param jar {@code command-runner.jar}, or the address of a jar
 * @param properties Java system properties for the main function
 */
public record StepCommand(String jar, @Nullable String mainClass, List<String> args, Map<String, String> properties) {

    /** EMR's jar that runs a script, as it is called since release 7.13.0. */
    public static final String SCRIPT_RUNNER = "script-runner.jar";

    private static final String COMMAND_RUNNER = "command-runner.jar";
    private static final String EMR_JARS = "/var/lib/aws/emr/step-runner/hadoop-jars/";
    private static final Pattern SCRIPT_RUNNER_IN_S3 =
            Pattern.compile("s3[an]?://(?:[a-z0-9-]+\\.)?elasticmapreduce/libs/script-runner/script-runner\\.jar");

    public StepCommand {
        args = List.copyOf(args);
        properties = Map.copyOf(properties);
    }

    /** The command line of a program for EMR's {@code command-runner.jar}. */
    public static StepCommand commandRunner(List<String> words) {
        return new StepCommand(COMMAND_RUNNER, null, words, Map.of());
    }

    /** Tells whether the step is a command line for EMR's {@code command-runner.jar}. */
    public boolean isCommandRunner() {
        return jar.equals(COMMAND_RUNNER) || jar.equals(EMR_JARS + COMMAND_RUNNER);
    }

    /** Tells whether the step is a script for EMR's {@code script-runner.jar}, by any of its names and addresses. */
    public boolean isScriptRunner() {
        return jar.equals(SCRIPT_RUNNER)
                || jar.equals(EMR_JARS + SCRIPT_RUNNER)
                || SCRIPT_RUNNER_IN_S3.matcher(jar).matches();
    }

    /**
     * What follows the jar on the command line of {@code hadoop jar}: a main class comes first, and a jar that has one of
     * its own, as those of EMR have, takes it for an argument.
     */
    public List<String> words() {
        if (mainClass == null) {
            return args;
        }
        List<String> words = new ArrayList<>(List.of(mainClass));
        words.addAll(args);
        return List.copyOf(words);
    }

    /**
     * The name of the program that a {@code command-runner.jar} step runs, without its directory; null if this is
     * another kind of step or names none.
     */
    public @Nullable String commandName() {
        List<String> words = words();
        if (!isCommandRunner() || words.isEmpty()) {
            return null;
        }
        String program = words.get(0);
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
