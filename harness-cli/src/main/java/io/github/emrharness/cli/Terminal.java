package io.github.emrharness.cli;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Whether colours are wanted. */
final class Terminal {

    /** Set by the script that starts the JVM: it can tell whether the standard output is a terminal. */
    private static final String PROPERTY = "emr.harness.terminal";

    private Terminal() {}

    /** {@code NO_COLOR}: see no-color.org. */
    static boolean coloured(boolean forbidden, Map<String, String> environment) {
        if (forbidden || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String told = System.getProperty(PROPERTY);
        return told == null ? Ansi.AUTO.enabled() : Boolean.parseBoolean(told);
    }
}
