package io.github.emrharness.core.events;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.InstanceCollectionTransition;
import io.github.emrharness.core.model.InstanceFleetSnapshot;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Instant;
import java.util.Optional;

/** Something that changed in the harness. Events of one cluster arrive in the order in which they happened. */
public sealed interface EmrEvent {

    Instant at();

    String clusterId();

    /** A cluster entered the state that the snapshot shows, or one of its attributes changed. */
    record ClusterChanged(Instant at, ClusterSnapshot cluster) implements EmrEvent {
        @Override
        public String clusterId() {
            return cluster.clusterId();
        }
    }

    /** A step was submitted or entered the state that the snapshot shows. */
    record StepChanged(Instant at, StepSnapshot step) implements EmrEvent {
        @Override
        public String clusterId() {
            return step.clusterId();
        }
    }

    /** An instance group was added, made a transition, or another of its attributes changed. */
    record InstanceGroupChanged(
            Instant at, InstanceGroupSnapshot group, Optional<InstanceCollectionTransition> transition)
            implements EmrEvent {
        @Override
        public String clusterId() {
            return group.clusterId();
        }
    }

    /** An instance fleet was added, made a transition, or another of its attributes changed. */
    record InstanceFleetChanged(
            Instant at, InstanceFleetSnapshot fleet, Optional<InstanceCollectionTransition> transition)
            implements EmrEvent {
        @Override
        public String clusterId() {
            return fleet.clusterId();
        }
    }
}
