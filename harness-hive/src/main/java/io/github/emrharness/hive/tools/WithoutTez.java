package io.github.emrharness.hive.tools;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the lines that the application master of Tez prints about itself. On a cluster they are in the log of its
 * container; in local mode they would be among the rows of the script's results.
 */
final class WithoutTez extends PrintStream {

    private static final Pattern ABOUT_ITSELF = Pattern.compile("[-0-9]{10} [:0-9]{8} "
            + "(Running Dag|Completed Dag|Starting to run new task attempt|Completed running task attempt): .*");

    WithoutTez(PrintStream target) {
        super(target, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(@Nullable String line) {
        if (line == null || !ABOUT_ITSELF.matcher(line).matches()) {
            super.println(line);
        }
    }
}
