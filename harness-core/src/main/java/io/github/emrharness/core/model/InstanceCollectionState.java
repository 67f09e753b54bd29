package io.github.emrharness.core.model;

import io.github.emrharness.core.lifecycle.TransitionTable;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.emr.model.InstanceFleetState;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;

/** The state of an instance group or an instance fleet; both have the same life. */
public enum InstanceCollectionState {
    PROVISIONING,
    BOOTSTRAPPING,
    RUNNING,
    RESIZING,
    RECONFIGURING,
    TERMINATING,
    TERMINATED;

    /** Which state may follow which. */
    static final TransitionTable<InstanceCollectionState> TRANSITIONS = new TransitionTable<>(
            InstanceCollectionState.class,
            Map.of(
                    PROVISIONING,
                    Set.of(BOOTSTRAPPING, TERMINATING),
                    BOOTSTRAPPING,
                    Set.of(RUNNING, TERMINATING),
                    RUNNING,
                    Set.of(RESIZING, RECONFIGURING, TERMINATING),
                    RESIZING,
                    Set.of(RUNNING, TERMINATING),
                    RECONFIGURING,
                    Set.of(RUNNING, TERMINATING),
                    TERMINATING,
                    Set.of(TERMINATED)));

    /** The API's word for it, for a group. */
    public InstanceGroupState ofGroup() {
        return InstanceGroupState.fromValue(name());
    }

    /** The API's word for it, for a fleet. */
    public InstanceFleetState ofFleet() {
        return InstanceFleetState.fromValue(name());
    }
}
