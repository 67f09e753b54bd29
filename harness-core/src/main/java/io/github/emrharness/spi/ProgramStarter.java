package io.github.emrharness.spi;

/** Starts in this JVM what other processes call as a program. */
@FunctionalInterface
public interface ProgramStarter {

    /**
     * Starts it. When the caller ends before it, it is told to end as by {@code SIGTERM}, and soon after by {@code SIGKILL}.
     *
     * @throws StepStartException if it cannot be started; the caller is told the message and the exit code
     */
    StepProcess start(ProgramCall call) throws StepStartException;
}
