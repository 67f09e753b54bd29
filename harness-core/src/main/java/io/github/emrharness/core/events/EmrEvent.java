package io.github.emrharness.core.events;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Instant;

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
}
