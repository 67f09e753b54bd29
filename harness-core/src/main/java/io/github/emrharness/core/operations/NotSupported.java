package io.github.emrharness.core.operations;

/**
 * The error for what EMR has and the harness does not have yet. Real EMR never answers with this code, so nobody takes
 * it for EMR's word; SDKs show the message and do not try again on status 501.
 */
final class NotSupported {

    static final String CODE = "NotImplementedException";

    private static final int STATUS = 501;

    private NotSupported() {}

    static EmrServiceException error(String message) {
        return EmrServiceException.common(CODE, STATUS, message);
    }
}
