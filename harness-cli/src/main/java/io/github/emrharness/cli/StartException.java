package io.github.emrharness.cli;

/** What keeps the harness from starting and the user can mend; the message is all that the user sees. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
