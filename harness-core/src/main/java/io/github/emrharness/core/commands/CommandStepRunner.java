package io.github.emrharness.core.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Runs the program that a step of {@code command-runner.jar} names, with the programs of this machine.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-commandrunner.html">Run commands and scripts on an
 *     Amazon EMR cluster</a>
 */
final class CommandStepRunner implements StepRunner {

    /** Sends states of steps to the debugging tool of EMR's console, which there is none of here. */
    private static final String STATE_PUSHER = "state-pusher-script";

    @Override
    public boolean claims(StepCommand command) {
        return command.isCommandRunner() && !command.words().isEmpty();
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        List<String> words = step.command().words();
        if (STATE_PUSHER.equals(step.command().commandName())) {
            step.logs().controller("There is no debugging tool of the console: " + STATE_PUSHER + " does nothing here");
            return ended(0);
        }
        return run(words, step);
    }

    /** Starts a program with what the step gives it; if it cannot be started, the process has ended with code 1. */
    static StepProcess run(List<String> words, StepContext step) throws StepStartException {
        CommandLine command = commandLine(words, step);
        try {
            GuardedProcess process = GuardedProcess.start(command);
            step.logs()
                    .controller("ProcessRunner started child process "
                            + process.pid().orElseThrow() + " : " + command);
            process.exitCode().thenAccept(code -> MissingAwsCli.explain(code, words, step));
            return process;
        } catch (IOException e) {
            notStarted(e, step);
            if (command.program().equals("aws")) {
                MissingAwsCli.explain(words, step);
            }
            return ended(1);
        }
    }

    private static CommandLine commandLine(List<String> words, StepContext step) {
        CommandLine command = new CommandLine(
                words,
                step.environment(),
                step.workingDirectory(),
                step.logs().stdout(),
                step.logs().stderr());
        Optional<String> elsewhere =
                new ProgramLookup(step.environment(), step.workingDirectory()).elsewhere(command.program());
        elsewhere.ifPresent(name -> step.logs()
                .controller("There is no " + command.program() + " on this machine; '" + name
                        + "' of the PATH runs instead"));
        return elsewhere.map(command::withProgram).orElse(command);
    }

    /** What EMR's command runner prints, but for the frames of its own code. */
    private static void notStarted(IOException e, StepContext step) throws StepStartException {
        String text = "Exception in thread \"main\" java.lang.RuntimeException: " + e + "\nCaused by: " + e + "\n";
        try {
            step.logs().stderr().write(text.getBytes(UTF_8));
        } catch (IOException noLog) {
            StepStartException failure = new StepStartException(String.valueOf(e.getMessage()));
            failure.addSuppressed(noLog);
            throw failure;
        }
    }

    private static StepProcess ended(int exitCode) {
        DeferredStepProcess process = new DeferredStepProcess();
        process.ends(exitCode);
        return process;
    }
}
