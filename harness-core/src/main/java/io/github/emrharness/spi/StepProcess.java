package io.github.emrharness.spi;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The running process of a step. */
public interface StepProcess {

    /**
     * Completes with the exit code once the process and all that it started have ended and its output is complete.
     * Completes exceptionally only if the harness itself has failed.
     */
    CompletionStage<Integer> exitCode();

    /** Its number in the operating system; empty if it is no process of its own, or not started yet. */
    default OptionalLong pid() {
        return OptionalLong.empty();
    }

    /** Asks the process to end, as {@code SIGTERM} does; it may go on. Does nothing if it has ended. */
    void interrupt();

    /** Ends the process and its descendants, as {@code SIGKILL} does. Does nothing if it has ended. */
    void kill();
}
