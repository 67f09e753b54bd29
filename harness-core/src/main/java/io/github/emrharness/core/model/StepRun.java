package io.github.emrharness.core.model;

/** One run of a step's process. All methods return at once; those that end it may come before {@link #start}. */
public interface StepRun {

    void start();

    /** Asks the process to end, as {@code SIGTERM} does; it may go on. */
    void interrupt();

    /** Ends the process, as {@code SIGKILL} does. */
    void kill();

    /** {@link #interrupt()}, and {@link #kill()} if the process still runs after a while. */
    void terminate();
}
