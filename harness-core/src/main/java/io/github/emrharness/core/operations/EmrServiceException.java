package io.github.emrharness.core.operations;

import org.jspecify.annotations.Nullable;

/**
 * An error that the EMR API answers with. EMR has two families: the older operations send an unmodelled
 * {@code ValidationException}, the newer ones an {@code InvalidRequestException} with an {@code ErrorCode}.
 */
public final class EmrServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int httpStatus;
    private final @Nullable String errorCode;

    private EmrServiceException(String code, int httpStatus, @Nullable String errorCode, String message) {
        super(message);
        this.code = code;
        this.httpStatus = httpStatus;
        this.errorCode = errorCode;
    }

    /** The error of the operations from the time of job flows (RunJobFlow, AddJobFlowSteps, Set* ...). */
    public static EmrServiceException validation(String message) {
        return new EmrServiceException("ValidationException", 400, null, message);
    }

    /** The error of the operations from the time of clusters (Describe*, List*, CancelSteps ...). */
    public static EmrServiceException invalidRequest(@Nullable String errorCode, String message) {
        return new EmrServiceException("InvalidRequestException", 400, errorCode, message);
    }

    /** One of the errors that all AWS JSON services share, such as {@code SerializationException}. */
    public static EmrServiceException common(String code, int httpStatus, String message) {
        return new EmrServiceException(code, httpStatus, null, message);
    }

    /** The name that goes into {@code __type}. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The member {@code ErrorCode} of an {@code InvalidRequestException}, such as {@code NoSuchCluster}. */
    public @Nullable String errorCode() {
        return errorCode;
    }
}
