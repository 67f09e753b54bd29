package io.github.emrharness.hive;

import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments for Hive's command line interface, as {@code hive} on EMR's primary node would hand them over.
 *
 * @param arguments with {@code -e} or {@code -f} among them
 */
record HiveCommandLine(List<String> arguments) {

    static final String SCRIPT = "hive-script";
    static final String HIVE = "hive";

    private static final String RUN = "--run-hive-script";
    private static final String ARGS = "--args";

    /** Options of {@code hive-script} that told, before EMR 4, where and which Hive to install. */
    private static final Set<String> OPTIONS_OF_THE_PAST = Set.of("--base-path", "--hive-versions");

    /** What the shell script {@code hive} knows besides the options of the interface. */
    private static final Set<String> OTHER_PROGRAMS = Set.of("--service", "--rcfilecat", "--auxpath", "--config");

    /** The program that steps of old releases gave to {@code script-runner.jar}. */
    private static final Pattern SCRIPT_IN_S3 =
            Pattern.compile("s3[an]?://(?:[a-z0-9-]+\\.)?elasticmapreduce/libs/hive/hive-script");

    /** Options whose value is a file, which may be one of the master. */
    private static final Set<String> FILES = Set.of("-f", "-i");

    private static final Set<String> DEFINITIONS = Set.of("-d", "--define", "--hivevar");

    private static final Set<String> QUERIES = Set.of("-e", "-f");
    private static final Set<String> WITHOUT_QUERY = Set.of("-H", "--help");

    HiveCommandLine {
        arguments = List.copyOf(arguments);
    }

    /** Tells whether a step runs EMR's {@code hive-script} from where it was before it was installed on the master. */
    static boolean isHiveScriptOfS3(StepCommand command) {
        List<String> words = command.words();
        return command.isScriptRunner()
                && !words.isEmpty()
                && SCRIPT_IN_S3.matcher(words.get(0)).matches();
    }

    /**
     * The same with the files that lie on the master, and not on this machine, as they are called here.
     *
     * @param root stands for the root directory of the master
     */
    HiveCommandLine onMaster(@Nullable String root) {
        if (root == null) {
            return this;
        }
        List<String> resolved = new ArrayList<>(arguments);
        for (int i = 1; i < resolved.size(); i++) {
            String file = resolved.get(i);
            if (FILES.contains(resolved.get(i - 1))
                    && file.startsWith("/")
                    && !Files.exists(Path.of(file))
                    && Files.exists(Path.of(root + file))) {
                resolved.set(i, root + file);
            }
        }
        return new HiveCommandLine(resolved);
    }

    /** The scripts among them. */
    List<String> scripts() {
        return values(FILES);
    }

    /** The variables that they define. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String definition : values(DEFINITIONS)) {
            int equals = definition.indexOf('=');
            if (equals > 0) {
                variables.put(definition.substring(0, equals), definition.substring(equals + 1));
            }
        }
        return variables;
    }

    private List<String> values(Set<String> options) {
        return IntStream.range(1, arguments.size())
                .filter(i -> options.contains(arguments.get(i - 1)))
                .mapToObj(arguments::get)
                .toList();
    }

    /**
     * Reads the command of a step.
     *
     * @throws StepStartException if it asks for something else than to run a query or a script
     */
    static HiveCommandLine of(StepCommand command) throws StepStartException {
        List<String> words = command.words().subList(1, command.words().size());
        boolean script = isHiveScriptOfS3(command) || SCRIPT.equals(command.commandName());
        return hive(script ? ofHiveScript(words) : words);
    }

    private static List<String> ofHiveScript(List<String> words) throws StepStartException {
        boolean run = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(RUN)) {
                run = true;
            } else if (OPTIONS_OF_THE_PAST.contains(word) && i + 1 < words.size()) {
                i++;
            } else if (word.equals(ARGS) && run) {
                return words.subList(i + 1, words.size());
            } else {
                throw new StepStartException("hive-script does not know '" + word + "' here. The harness runs"
                        + " hive-script --run-hive-script --args <arguments of hive>, and was given: "
                        + String.join(" ", words));
            }
        }
        throw new StepStartException("hive-script has nothing to run. The harness runs hive-script --run-hive-script"
                + " --args <arguments of hive>, and was given: " + String.join(" ", words));
    }

    private static HiveCommandLine hive(List<String> arguments) throws StepStartException {
        boolean query = false;
        for (String argument : arguments) {
            if (OTHER_PROGRAMS.contains(argument)) {
                throw new StepStartException("The harness does not know the option " + argument
                        + " of hive: it runs queries and scripts, given with -e or -f, and their options"
                        + " -d, --define, --hivevar, --hiveconf, --database, -i, -S and -v.");
            }
            query |= QUERIES.contains(argument) || WITHOUT_QUERY.contains(argument);
        }
        if (!query) {
            throw new StepStartException("hive without -e or -f is an interactive session, which a step cannot have."
                    + " Give the query with -e or the script with -f; given was: hive "
                    + String.join(" ", arguments));
        }
        return new HiveCommandLine(arguments);
    }
}
