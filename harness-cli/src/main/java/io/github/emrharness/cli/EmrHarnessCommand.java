package io.github.emrharness.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emr-harness} without a subcommand says what there is. */
@Command(
        name = "emr-harness",
        description = "Amazon EMR on this machine: the API, an S3, and steps that really run.",
        subcommands = {StartCommand.class, GenerateCompletion.class, HelpCommand.class},
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Shell completion: source <(emr-harness generate-completion)",
            "JVM options, such as -Xmx4g: EMR_HARNESS_JAVA_OPTS in the environment."
        })
final class EmrHarnessCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.",
            scope = picocli.CommandLine.ScopeType.LOCAL)
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of EMR Harness, its engines and its Java.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing. Did you mean: emr-harness start?");
    }
}
