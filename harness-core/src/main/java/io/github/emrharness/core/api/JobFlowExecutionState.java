package io.github.emrharness.core.api;

import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ClusterStatus;

/** The states of clusters from the time when they were called job flows. */
public enum JobFlowExecutionState {
    STARTING,
    BOOTSTRAPPING,
    RUNNING,
    WAITING,
    SHUTTING_DOWN,
    TERMINATED,
    COMPLETED,
    FAILED;

    /** The state that a cluster of this status had then. */
    public static JobFlowExecutionState of(ClusterStatus status) {
        return switch (status.state()) {
            case STARTING -> STARTING;
            case BOOTSTRAPPING -> BOOTSTRAPPING;
            case RUNNING -> RUNNING;
            case WAITING -> WAITING;
            case TERMINATING -> SHUTTING_DOWN;
            case TERMINATED ->
                status.stateChangeReason().code() == ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED
                        ? COMPLETED
                        : TERMINATED;
            case TERMINATED_WITH_ERRORS -> FAILED;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("Not a state of a cluster: " + ClusterState.UNKNOWN_TO_SDK_VERSION);
        };
    }

    /** Tells whether the job flow can still change. */
    public boolean isActive() {
        return switch (this) {
            case STARTING, BOOTSTRAPPING, RUNNING, WAITING, SHUTTING_DOWN -> true;
            case TERMINATED, COMPLETED, FAILED -> false;
        };
    }
}
