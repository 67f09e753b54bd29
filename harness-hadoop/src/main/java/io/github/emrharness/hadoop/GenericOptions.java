package io.github.emrharness.hadoop;

import java.util.List;
import java.util.Optional;

/**
 * What the generic options of a command line say about the framework that its jobs run on.
 *
 * @see <a href="https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/CommandsManual.html">Generic
 *     options</a>
 */
final class GenericOptions {

    private static final String FRAMEWORK = "mapreduce.framework.name=";

    private GenericOptions() {}

    /** The framework of the last option that names one; empty if none does. */
    static Optional<String> framework(List<String> arguments) {
        Optional<String> framework = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (word.startsWith("-D" + FRAMEWORK)) {
                framework = Optional.of(word.substring(2 + FRAMEWORK.length()));
            } else if (word.equals("-D") && next.startsWith(FRAMEWORK)) {
                framework = Optional.of(next.substring(FRAMEWORK.length()));
            } else if (word.equals("-jt") && next.equals("local")) {
                framework = Optional.of(next);
            }
        }
        return framework;
    }
}
