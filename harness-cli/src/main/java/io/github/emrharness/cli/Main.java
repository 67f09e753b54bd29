package io.github.emrharness.cli;

import picocli.CommandLine;

/** The program {@code emr-harness}. */
public final class Main {

    private Main() {}

    /**
     * Exits with 0 after {@code --help} and the like, 1 if the harness cannot start, 2 if the command line is wrong, and
     * 130 or 143 when a running harness was ended by SIGINT (Ctrl-C) or SIGTERM.
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new EmrHarnessCommand())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof StartException) {
                        command.getErr().println("emr-harness: " + failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }
}
