package io.github.emrharness.core.model;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;

/** Why a cluster is in its state, in EMR's words. */
enum ClusterReason {
    NONE(null, null),
    RUNNING_STEP(null, "Running step"),
    READY(null, "Cluster ready to run steps."),
    READY_AFTER_STEPS(null, "Cluster ready after last step completed."),
    USER_REQUEST(ClusterStateChangeReasonCode.USER_REQUEST, "Terminated by user request"),
    ALL_STEPS_COMPLETED(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED, "Steps completed"),
    STEP_FAILURE(ClusterStateChangeReasonCode.STEP_FAILURE, "Shut down as step failed");

    @SuppressWarnings("ImmutableEnumChecker") // The SDK's values are immutable, it only does not say so.
    private final ClusterStateChangeReason reason;

    ClusterReason(@Nullable ClusterStateChangeReasonCode code, @Nullable String message) {
        reason = ClusterStateChangeReason.builder().code(code).message(message).build();
    }

    ClusterStateChangeReason reason() {
        return reason;
    }

    /** The state in which a cluster ends that terminates for this reason. */
    ClusterState finalState() {
        return switch (this) {
            case USER_REQUEST, ALL_STEPS_COMPLETED -> ClusterState.TERMINATED;
            case STEP_FAILURE -> ClusterState.TERMINATED_WITH_ERRORS;
            case NONE, RUNNING_STEP, READY, READY_AFTER_STEPS ->
                throw new IllegalStateException(name() + " ends no cluster");
        };
    }
}
