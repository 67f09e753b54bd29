package io.github.emrharness.core.model;

/** A change that the rules of EMR do not allow; nothing has changed. The message is the one that EMR answers with. */
public final class RuleViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RuleViolationException(String message) {
        super(message);
    }
}
