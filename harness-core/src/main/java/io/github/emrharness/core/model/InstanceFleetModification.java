package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.InstanceFleetResizingSpecifications;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;

/**
 * What is to change of an instance fleet.
 *
 * @param instanceTypes the whole new list; empty to keep the one there is
 */
public record InstanceFleetModification(
        String fleetId,
        Optional<Integer> targetOnDemandCapacity,
        Optional<Integer> targetSpotCapacity,
        Optional<InstanceFleetResizingSpecifications> resizeSpecifications,
        List<InstanceTypeConfig> instanceTypes,
        Optional<String> context) {

    public InstanceFleetModification {
        instanceTypes = List.copyOf(instanceTypes);
    }
}
