package io.github.emrharness.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;

/**
 * A cluster at one moment.
 *
 * @param steps in the order of their submission
 * @param ready when the cluster first could run steps
 * @param ended when it reached a final state
 */
public record ClusterSnapshot(
        String clusterId,
        String name,
        String releaseLabel,
        ClusterState state,
        ClusterStateChangeReason stateChangeReason,
        Optional<String> logUri,
        Instant created,
        Optional<Instant> ready,
        Optional<Instant> ended,
        List<StepSnapshot> steps) {

    public ClusterSnapshot {
        steps = steps instanceof StepHistory.Moment ? steps : List.copyOf(steps);
    }

    /** Tells whether the cluster will never change again. */
    public boolean isFinal() {
        return switch (state) {
            case TERMINATED, TERMINATED_WITH_ERRORS -> true;
            case STARTING, BOOTSTRAPPING, RUNNING, WAITING, TERMINATING, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }
}
