package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ErrorDetail;

/**
 * Why a cluster is in its state, in EMR's words.
 *
 * @param end the state in which a cluster ends that terminates for this reason; empty if it ends no cluster
 * @param errorDetails what DescribeCluster tells besides
 */
record ClusterReason(ClusterStateChangeReason reason, Optional<ClusterState> end, List<ErrorDetail> errorDetails) {

    static final ClusterReason NONE = passing(null);
    static final ClusterReason RUNNING_STEP = passing("Running step");
    static final ClusterReason READY = passing("Cluster ready to run steps.");
    static final ClusterReason READY_AFTER_STEPS = passing("Cluster ready after last step completed.");
    static final ClusterReason USER_REQUEST =
            success(ClusterStateChangeReasonCode.USER_REQUEST, "Terminated by user request");
    static final ClusterReason ALL_STEPS_COMPLETED =
            success(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED, "Steps completed");
    /** EMR's code and words for this are not known; its list of codes has none that says idle. */
    static final ClusterReason IDLE = success(
            ClusterStateChangeReasonCode.USER_REQUEST,
            "Terminated by its auto-termination policy after it was idle for the IdleTimeout");

    static final ClusterReason STEP_FAILURE =
            failure(ClusterStateChangeReasonCode.STEP_FAILURE, "Shut down as step failed");

    ClusterReason {
        errorDetails = List.copyOf(errorDetails);
    }

    /** The reason of a state in which a cluster lives. */
    private static ClusterReason passing(@Nullable String message) {
        return new ClusterReason(
                ClusterStateChangeReason.builder().message(message).build(), Optional.empty(), List.of());
    }

    /** The reason of a cluster that ends in TERMINATED. */
    static ClusterReason success(ClusterStateChangeReasonCode code, String message) {
        return ending(code, message, ClusterState.TERMINATED, List.of());
    }

    /** The reason of a cluster that ends in TERMINATED_WITH_ERRORS. */
    static ClusterReason failure(ClusterStateChangeReasonCode code, String message, ErrorDetail... details) {
        return ending(code, message, ClusterState.TERMINATED_WITH_ERRORS, List.of(details));
    }

    static ClusterReason bootstrapFailure(BootstrapFailure failure) {
        return ending(
                ClusterStateChangeReasonCode.BOOTSTRAP_FAILURE,
                failure.message(),
                ClusterState.TERMINATED_WITH_ERRORS,
                failure.details());
    }

    private static ClusterReason ending(
            ClusterStateChangeReasonCode code, String message, ClusterState end, List<ErrorDetail> details) {
        return new ClusterReason(
                ClusterStateChangeReason.builder().code(code).message(message).build(), Optional.of(end), details);
    }

    ClusterState finalState() {
        return end.orElseThrow(() -> new IllegalStateException(reason + " ends no cluster"));
    }
}
