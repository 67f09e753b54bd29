package io.github.emrharness.junit5;

/**
 * A report about clusters and steps that is added, suppressed, to the failure of a test. It has no stack trace: it is not a
 * failure itself.
 */
public final class EmrDiagnostics extends Exception {

    private static final long serialVersionUID = 1L;

    EmrDiagnostics(String report) {
        super(report, null, false, false);
    }
}
