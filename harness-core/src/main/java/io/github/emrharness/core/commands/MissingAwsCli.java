package io.github.emrharness.core.commands;

import io.github.emrharness.spi.StepContext;
import java.util.List;
import java.util.Optional;

/** The AWS CLI is a part of EMR's machines, and maybe not of this one: says so to whom a command fails for that. */
final class MissingAwsCli {

    private static final String PROGRAM = "aws";

    /** What a shell ends with that does not find a command. */
    private static final int COMMAND_NOT_FOUND = 127;

    private MissingAwsCli() {}

    /** Explains a process that ended with this code. */
    static void explain(int exitCode, List<String> words, StepContext step) {
        if (exitCode == COMMAND_NOT_FOUND) {
            explain(words, step);
        }
    }

    /** Explains a program that could not be started. */
    static void explain(List<String> words, StepContext step) {
        Optional<String> problem = new ProgramLookup(step.environment(), step.workingDirectory()).problem(PROGRAM);
        if (problem.isPresent()) {
            step.logs()
                    .controller("There is no AWS CLI ('aws') on the PATH of this machine. If '" + words.get(0)
                            + "' needs it, install it, for example with: pip install awscli");
        }
    }
}
