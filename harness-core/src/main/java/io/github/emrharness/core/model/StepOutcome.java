package io.github.emrharness.core.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.emr.model.FailureDetails;

/**
 * How the run of a step ended.
 *
 * @param exitCode empty if no process was started
 * @param failureDetails present unless the exit code is 0
 */
public record StepOutcome(Instant ended, OptionalInt exitCode, Optional<FailureDetails> failureDetails) {

    /** Tells whether the process ended by itself and well. */
    public boolean isSuccess() {
        return failureDetails.isEmpty();
    }
}
