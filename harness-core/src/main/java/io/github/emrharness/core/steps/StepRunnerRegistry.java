package io.github.emrharness.core.steps;

import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Finds the runner of a step, or says what is missing. */
final class StepRunnerRegistry {

    private static final Map<String, String> ARTEFACTS = Map.of(
            "spark-submit", "emr-harness-spark",
            "spark-sql", "emr-harness-spark",
            "spark-example", "emr-harness-spark",
            "hive-script", "emr-harness-hive",
            "hive", "emr-harness-hive");

    private final Supplier<List<StepRunner>> runners;

    StepRunnerRegistry(Supplier<List<StepRunner>> runners) {
        this.runners = runners;
    }

    StepRunner find(StepCommand command) throws StepStartException {
        for (StepRunner runner : runners.get()) {
            if (runner.claims(command)) {
                return runner;
            }
        }
        throw new StepStartException(missing(command));
    }

    private static String missing(StepCommand command) {
        if (!command.isCommandRunner()) {
            return "No engine on the class path runs the jar '" + command.jar() + "'. EMR Harness runs steps of"
                    + " command-runner.jar; steps of other jars (custom jars, script-runner.jar) are not supported yet.";
        }
        String program = command.commandName();
        if (program == null) {
            return "A step of command-runner.jar needs the program to run as its first argument, but Args is empty.";
        }
        String artefact = ARTEFACTS.get(program);
        if (artefact != null) {
            return "No engine on the class path runs '" + program + "'. Add the dependency io.github.emrharness:"
                    + artefact + " to the tests.";
        }
        return "EMR Harness does not run '" + program + "' in a step of command-runner.jar yet. It runs"
                + " spark-submit, spark-sql and spark-example (with emr-harness-spark), hive-script and hive (with"
                + " emr-harness-hive).";
    }
}
