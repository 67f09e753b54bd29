package io.github.emrharness;

/** What was waited for did not happen in time, or the waiting thread was interrupted. */
public final class AwaitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AwaitException(String message) {
        super(message);
    }
}
