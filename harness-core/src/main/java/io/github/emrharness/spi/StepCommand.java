package io.github.emrharness.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step runs: EMR's {@code HadoopJarStepConfig}.
 *
 * @param jar {@code command-runner.jar}, or the address of a jar
 * @param properties Java system properties for the main function
 */
public record StepCommand(String jar, @Nullable String mainClass, List<String> args, Map<String, String> properties) {

    private static final String COMMAND_RUNNER = "command-runner.jar";
    private static final String COMMAND_RUNNER_PATH = "/var/lib/aws/emr/step-runner/hadoop-jars/" + COMMAND_RUNNER;

    public StepCommand {
        args = List.copyOf(args);
        properties = Map.copyOf(properties);
    }

    /** Tells whether the step is a command line for EMR's {@code command-runner.jar}. */
    public boolean isCommandRunner() {
        return jar.equals(COMMAND_RUNNER) || jar.equals(COMMAND_RUNNER_PATH);
    }

    /**
     * The name of the program that a {@code command-runner.jar} step runs, without its directory; null if this is
     * another kind of step or has no arguments.
     */
    public @Nullable String commandName() {
        if (!isCommandRunner() || args.isEmpty()) {
            return null;
        }
        String program = args.get(0);
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
