package io.github.emrharness.hadoop.tools;

import java.util.Arrays;
import java.util.List;

/**
 * The main class of Hadoop's programs: what {@code bin/hadoop} and its like do before they start the class that they look up.
 * Arguments: the class, then its own.
 */
public final class ToolMain {

    private ToolMain() {}

    public static void main(String[] args) throws Throwable {
        ClassLoader loader = ClientProcess.begin(List.of());
        ClientProcess.run(loader, args[0], Arrays.copyOfRange(args, 1, args.length));
    }
}
