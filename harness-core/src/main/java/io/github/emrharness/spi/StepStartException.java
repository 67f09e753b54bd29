package io.github.emrharness.spi;

/** A step cannot be started: a mistake in its definition, or something that it needs is missing. */
public final class StepStartException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** With exit code 1 and a message that says what, where and what to do. */
    public StepStartException(String message) {
        this(message, 1);
    }

    public StepStartException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The code that the step's process would have ended with on EMR. */
    public int exitCode() {
        return exitCode;
    }
}
