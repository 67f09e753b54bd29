package io.github.emrharness.core.steps;

import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the runner of a step, or says what is missing. */
final class StepRunnerRegistry {

    private static final String SPARK = "emr-harness-spark";
    private static final String HIVE = "emr-harness-hive";
    private static final String HADOOP = "emr-harness-hadoop";

    /** Programs that an engine runs inside the harness. Whatever of that name is on this machine is not meant. */
    private static final Map<String, String> ARTEFACTS = Map.ofEntries(
            Map.entry("spark-submit", SPARK),
            Map.entry("spark-sql", SPARK),
            Map.entry("spark-shell", SPARK),
            Map.entry("spark-example", SPARK),
            Map.entry("run-example", SPARK),
            Map.entry("pyspark", SPARK),
            Map.entry("sparkR", SPARK),
            Map.entry("hive", HIVE),
            Map.entry("hive-script", HIVE),
            Map.entry("beeline", HIVE),
            Map.entry("hadoop", HADOOP),
            Map.entry("hdfs", HADOOP),
            Map.entry("yarn", HADOOP),
            Map.entry("mapred", HADOOP),
            Map.entry("hadoop-streaming", HADOOP),
            Map.entry("s3-dist-cp", HADOOP));

    private final Supplier<List<StepRunner>> engines;
    private final List<StepRunner> builtIn;

    /**
     * @param engines asked first, whenever a step starts
     * @param builtIn asked for what neither an engine claims nor an engine that is missing would
     */
    StepRunnerRegistry(Supplier<List<StepRunner>> engines, List<StepRunner> builtIn) {
        this.engines = engines;
        this.builtIn = List.copyOf(builtIn);
    }

    /**
     * The programs of EMR that are found here by their names: those that an engine runs, and those that this machine has
     * not, which tell what is missing when they are called.
     *
     * @param isOnThisMachine tells whether a program of that name is on the PATH
     */
    Set<String> programs(Predicate<String> isOnThisMachine) {
        List<StepRunner> available = engines.get();
        return ARTEFACTS.keySet().stream()
                .filter(program -> claiming(available, command(program)).isPresent() || !isOnThisMachine.test(program))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static StepCommand command(String program) {
        return StepCommand.commandRunner(List.of(program));
    }

    StepRunner find(StepCommand command) throws StepStartException {
        Optional<StepRunner> engine = claiming(engines.get(), command);
        if (engine.isPresent()) {
            return engine.get();
        }
        String program = command.commandName();
        String artefact = program == null ? null : ARTEFACTS.get(program);
        if (artefact != null) {
            throw new StepStartException("No engine on the class path runs '" + program
                    + "'. Add the dependency io.github.emrharness:" + artefact + " to the tests.");
        }
        return claiming(builtIn, command)
                .orElseThrow(() -> new StepStartException("A step of command-runner.jar needs the program to run as its"
                        + " first argument, but Args is empty."));
    }

    private static Optional<StepRunner> claiming(List<StepRunner> runners, StepCommand command) {
        return runners.stream().filter(runner -> runner.claims(command)).findFirst();
    }
}
