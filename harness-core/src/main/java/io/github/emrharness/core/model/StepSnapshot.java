package io.github.emrharness.core.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * A step at one moment, with what the EMR API does not tell: the exit code and where the logs are on this machine.
 *
 * @param number 1 for the first step of its cluster
 * @param created when the step was submitted
 * @param started when its process started; empty if it never ran
 * @param ended when it reached a final state
 * @param exitCode empty until the process has ended, and if it never started
 * @param failureDetails only on a failed step
 * @param logDirectory holds {@code controller}, {@code stdout}, {@code stderr} and, where there is one, {@code syslog}
 */
public record StepSnapshot(
        String clusterId,
        String stepId,
        String name,
        int number,
        StepState state,
        ActionOnFailure actionOnFailure,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        OptionalInt exitCode,
        Optional<FailureDetails> failureDetails,
        Path logDirectory) {

    /** Tells whether the step will never change again. */
    public boolean isFinal() {
        return switch (state) {
            case COMPLETED, CANCELLED, FAILED, INTERRUPTED -> true;
            case PENDING, RUNNING, CANCEL_PENDING, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }
}
