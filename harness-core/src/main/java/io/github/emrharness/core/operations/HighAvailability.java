package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.List;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.PlacementGroupConfig;

/**
 * Clusters with three masters.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-ha.html">Multiple primary nodes</a>
 */
final class HighAvailability {

    static final int MASTERS = 3;

    private HighAvailability() {}

    static void check(JobFlowInstancesConfig instances, List<PlacementGroupConfig> placementGroups, Release release) {
        boolean threeMasters = hasThreeMasters(instances);
        if (threeMasters && !release.isAtLeast(5, 23)) {
            throw new RuleViolationException("A cluster with 3 master instances needs release 5.23.0 or later; this one"
                    + " has " + release.label() + ".");
        }
        if (threeMasters
                && instances.ec2SubnetId() == null
                && instances.ec2SubnetIds().isEmpty()) {
            throw new RuleViolationException("A cluster with 3 master instances needs a subnet: give Ec2SubnetId.");
        }
        for (PlacementGroupConfig placementGroup : placementGroups) {
            if (placementGroup.instanceRole() != InstanceRoleType.MASTER) {
                throw new RuleViolationException("Placement groups are only for the MASTER role, not for "
                        + placementGroup.instanceRoleAsString() + ".");
            }
        }
    }

    /** Such a cluster lives until it is terminated, whatever was asked for. */
    static JobFlowInstancesConfig longRunning(JobFlowInstancesConfig instances) {
        return hasThreeMasters(instances)
                ? instances.toBuilder().keepJobFlowAliveWhenNoSteps(true).build()
                : instances;
    }

    private static boolean hasThreeMasters(JobFlowInstancesConfig instances) {
        return instances.instanceGroups().stream()
                .anyMatch(group -> group.instanceRole() == InstanceRoleType.MASTER && group.instanceCount() == MASTERS);
    }
}
