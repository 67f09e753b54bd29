package io.github.emrharness.hadoop;

import io.github.emrharness.spi.StepStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The programs of Hadoop: {@code hadoop}, {@code hdfs}, {@code yarn}, {@code mapred}, and EMR's {@code hadoop-streaming} and
 * {@code s3-dist-cp}.
 *
 * @see <a href="https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/CommandsManual.html">Hadoop Commands
 *     Guide</a>
 */
final class HadoopPrograms {

    static final String STREAMING = "hadoop-streaming";

    private static final String STREAMING_CLASS = "org.apache.hadoop.streaming.HadoopStreaming";
    private static final String RUN_JAR = "RunJar";
    private static final String REFUSED = "-";

    /** Their class has to be told which of them was asked for. */
    private static final Set<String> NAMED_TO_THEIR_CLASS = Set.of("application", "applicationattempt", "container");

    private final Map<String, Map<String, String>> classes;

    private HadoopPrograms(Map<String, Map<String, String>> classes) {
        this.classes = classes;
    }

    static HadoopPrograms load() {
        Map<String, Map<String, String>> classes = new HashMap<>();
        try (InputStream in = HadoopPrograms.class.getResourceAsStream("programs.tsv")) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(in, "the resource programs.tsv"), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split("\t");
                if (fields.length == 3) {
                    classes.computeIfAbsent(fields[0], program -> new HashMap<>())
                            .put(fields[1], fields[2]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HadoopPrograms(classes);
    }

    boolean contains(String program) {
        return program.equals(STREAMING) || program.equals(S3DistCpProgram.NAME) || classes.containsKey(program);
    }

    /**
     * Understands a command line as the scripts of these names do.
     *
     * @param program without its directory
     * @throws StepStartException if there is no such subcommand, or the harness does not run it
     */
    HadoopCommand parse(String program, List<String> arguments) throws StepStartException {
        if (program.equals(STREAMING)) {
            return new HadoopCommand(
                    Optional.of(STREAMING_CLASS), arguments, program, Optional.empty(), Optional.empty());
        }
        if (program.equals(S3DistCpProgram.NAME)) {
            return S3DistCpProgram.command(arguments);
        }
        Optional<String> configuration = Optional.empty();
        Optional<String> logLevel = Optional.empty();
        int next = 0;
        while (next < arguments.size() && arguments.get(next).startsWith("--")) {
            String option = arguments.get(next++);
            switch (option) {
                case "--debug" -> {
                    // Of the shell script.
                }
                case "--config", "--conf", "--loglevel" -> {
                    if (next == arguments.size()) {
                        throw new StepStartException("ERROR: No parameter provided for " + option);
                    }
                    Optional<String> value = Optional.of(arguments.get(next++));
                    if (option.equals("--loglevel")) {
                        logLevel = value;
                    } else {
                        configuration = value;
                    }
                }
                default ->
                    throw new StepStartException("EMR Harness does not know the option " + option + " of '" + program
                            + "': it has --config, --loglevel and --debug.");
            }
        }
        if (next == arguments.size()) {
            throw new StepStartException("'" + program + "' needs a subcommand, one of " + known(program) + ".");
        }
        String subcommand = arguments.get(next);
        String mainClass = mainClass(program, subcommand);
        boolean isNamed = program.equals("yarn") && NAMED_TO_THEIR_CLASS.contains(canonical(subcommand));
        List<String> rest = arguments.subList(isNamed ? next : next + 1, arguments.size());
        if (mainClass.endsWith(".Classpath") && rest.isEmpty()) {
            rest = List.of("--glob");
        }
        return new HadoopCommand(
                mainClass.equals(RUN_JAR) ? Optional.empty() : Optional.of(mainClass),
                rest,
                program + " " + subcommand,
                configuration,
                logLevel);
    }

    private String mainClass(String program, String subcommand) throws StepStartException {
        String known = Objects.requireNonNull(classes.get(program)).get(subcommand);
        if (known == null && subcommand.indexOf('.') < 0) {
            throw new StepStartException("ERROR: " + subcommand + " is not COMMAND nor fully qualified CLASSNAME. '"
                    + program + "' of EMR Harness knows " + known(program) + ".");
        }
        if (REFUSED.equals(known)) {
            throw new StepStartException("EMR Harness does not run '" + program + " " + subcommand + "'. '" + program
                    + "' runs " + known(program) + ".");
        }
        return known == null ? subcommand : known;
    }

    private static String canonical(String subcommand) {
        return subcommand.equals("app") ? "application" : subcommand;
    }

    private String known(String program) {
        return String.join(
                ", ",
                Objects.requireNonNull(classes.get(program)).entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(REFUSED))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }
}
