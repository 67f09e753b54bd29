package io.github.emrharness.core.model;

import java.time.Instant;
import java.util.Optional;

/** Takes the changes of one cluster, in their order. */
public interface ChangeSink {

    /** Called under the lock of the cluster: only remembers the change. */
    void clusterChanged(Instant at, ClusterSnapshot cluster);

    /** Called under the lock of the cluster: only remembers the change. */
    void stepChanged(Instant at, StepSnapshot step);

    /** Called under the lock of the cluster: only remembers the change. */
    void instanceGroupChanged(
            Instant at, InstanceGroupSnapshot group, Optional<InstanceCollectionTransition> transition);

    /** Called under the lock of the cluster: only remembers the change. */
    void instanceFleetChanged(
            Instant at, InstanceFleetSnapshot fleet, Optional<InstanceCollectionTransition> transition);

    /** Called outside the lock: hands on what is remembered. */
    void deliver();
}
