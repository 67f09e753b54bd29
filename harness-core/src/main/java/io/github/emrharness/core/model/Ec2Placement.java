package io.github.emrharness.core.model;

import java.util.Optional;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.PlacementType;

/**
 * Where the instances of a cluster are.
 *
 * @param availabilityZone such as {@code us-east-1a}
 * @param subnetIsPrivate whether instances have no public addresses
 */
record Ec2Placement(Ec2Region region, String availabilityZone, boolean subnetIsPrivate) {

    InstanceAddress newAddress() {
        return region.newAddress(subnetIsPrivate);
    }

    /** Instances in a subnet are taken to have private addresses only, since nothing here knows the subnet. */
    static Ec2Placement of(JobFlowInstancesConfig instances, Ec2Region region) {
        Optional<PlacementType> placement = Optional.ofNullable(instances.placement());
        String zone = placement
                .map(PlacementType::availabilityZone)
                .or(() -> placement.stream()
                        .flatMap(given -> given.availabilityZones().stream())
                        .findFirst())
                .orElse(region.name() + "a");
        boolean inSubnet =
                instances.ec2SubnetId() != null || !instances.ec2SubnetIds().isEmpty();
        return new Ec2Placement(region, zone, inSubnet);
    }
}
