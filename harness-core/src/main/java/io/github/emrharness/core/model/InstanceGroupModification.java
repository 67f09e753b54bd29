package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.ShrinkPolicy;

/**
 * What is to change of an instance group.
 *
 * @param ec2InstanceIdsToTerminate ended at once and not replaced
 * @param configurations the whole new configuration of the group
 */
public record InstanceGroupModification(
        String groupId,
        Optional<Integer> instanceCount,
        List<String> ec2InstanceIdsToTerminate,
        Optional<ShrinkPolicy> shrinkPolicy,
        Optional<List<Configuration>> configurations,
        boolean mergeConfigurations) {

    public InstanceGroupModification {
        ec2InstanceIdsToTerminate = List.copyOf(ec2InstanceIdsToTerminate);
    }
}
