package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.commands.FileFetcher;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EMR's own bootstrap action {@code s3://elasticmapreduce/bootstrap-actions/run-if}: a condition about
 * {@code instance.json}, and a command that runs where it holds.
 */
final class RunIf {

    private static final Pattern ADDRESS =
            Pattern.compile("s3[an]?://(?:[a-z0-9-]+\\.)?elasticmapreduce/bootstrap-actions/run-if");
    private static final Pattern CONDITION = Pattern.compile("instance\\.(\\w+)=(true|false)");

    private RunIf() {}

    static boolean is(String path) {
        return ADDRESS.matcher(path).matches();
    }

    /**
     * Tells whether the command is to run.
     *
     * @throws IllegalArgumentException if the arguments do not begin with a condition and a command
     */
    static boolean holds(List<String> args, Map<String, Boolean> instance) {
        Matcher condition = CONDITION.matcher(args.isEmpty() ? "" : args.get(0));
        if (!condition.matches() || args.size() < 2) {
            throw new IllegalArgumentException("run-if needs a condition such as instance.isMaster=true and a command,"
                    + " but its arguments are " + args);
        }
        return Boolean.parseBoolean(condition.group(2)) == instance.getOrDefault(condition.group(1), false);
    }

    /** The command that follows the condition: a single argument is a line for the shell, or a script in S3 with its words. */
    static List<String> command(List<String> args) {
        List<String> command = args.subList(1, args.size());
        if (command.size() > 1) {
            return command;
        }
        List<String> words = List.of(command.get(0).trim().split("\\s+"));
        return FileFetcher.isInS3(words.get(0)) ? words : List.of("bash", "-c", command.get(0));
    }
}
