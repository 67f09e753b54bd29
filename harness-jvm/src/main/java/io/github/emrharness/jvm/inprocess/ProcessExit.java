package io.github.emrharness.jvm.inprocess;

/**
 * Unwinds a thread that has called {@code System.exit}, which never returns. A {@link ThreadDeath}, because that is the one
 * throwable that libraries let pass on purpose (Scala's {@code NonFatal} does) and that prints no stack trace.
 */
@SuppressWarnings({"removal", "deprecation"})
final class ProcessExit extends ThreadDeath {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String getMessage() {
        return "the process has ended";
    }
}
