package io.github.emrharness.core.model;

import software.amazon.awssdk.services.emr.model.InstanceFleet;
import software.amazon.awssdk.services.emr.model.InstanceFleetState;

/**
 * An instance fleet at one moment.
 *
 * @param fleet as ListInstanceFleets tells it
 */
public record InstanceFleetSnapshot(String clusterId, String clusterName, InstanceFleet fleet) {

    public String id() {
        return fleet.id();
    }

    public InstanceFleetState state() {
        return fleet.status().state();
    }
}
