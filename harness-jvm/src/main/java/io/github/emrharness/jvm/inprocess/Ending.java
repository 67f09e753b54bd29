package io.github.emrharness.jvm.inprocess;

/** How a process ends. */
public enum Ending {
    /** Main has returned, or thrown, and the non-daemon threads have ended. */
    RETURNED,
    /** {@code System.exit} or {@code Runtime.exit}. */
    EXITED,
    /** {@code Runtime.halt}: no hooks have run. */
    HALTED,
    /** Terminated from outside, as with {@code SIGTERM}. */
    TERMINATED,
    /** Killed from outside, as with {@code SIGKILL}: no hooks have run. */
    KILLED
}
