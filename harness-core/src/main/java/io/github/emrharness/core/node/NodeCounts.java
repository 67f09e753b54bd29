package io.github.emrharness.core.node;

import io.github.emrharness.core.model.ClusterDefinition;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/**
 * How many instances a cluster was asked for with. A fleet counts by its target capacity, as if each instance had the
 * weight 1.
 *
 * @param core the core nodes
 * @param total all nodes, the masters too
 */
public record NodeCounts(int core, int total) {

    public static NodeCounts of(ClusterDefinition cluster) {
        JobFlowInstancesConfig instances = cluster.request().instances();
        if (!instances.instanceFleets().isEmpty()) {
            return ofFleets(instances);
        }
        if (!instances.instanceGroups().isEmpty()) {
            return ofGroups(instances);
        }
        int total = instances.instanceCount() == null ? 1 : instances.instanceCount();
        return new NodeCounts(total - 1, total);
    }

    private static NodeCounts ofGroups(JobFlowInstancesConfig instances) {
        return new NodeCounts(
                instances.instanceGroups().stream()
                        .filter(group -> group.instanceRole() == InstanceRoleType.CORE)
                        .mapToInt(InstanceGroupConfig::instanceCount)
                        .sum(),
                instances.instanceGroups().stream()
                        .mapToInt(InstanceGroupConfig::instanceCount)
                        .sum());
    }

    private static NodeCounts ofFleets(JobFlowInstancesConfig instances) {
        return new NodeCounts(
                instances.instanceFleets().stream()
                        .filter(fleet -> fleet.instanceFleetType() == InstanceFleetType.CORE)
                        .mapToInt(NodeCounts::capacity)
                        .sum(),
                instances.instanceFleets().stream()
                        .mapToInt(NodeCounts::capacity)
                        .sum());
    }

    static int capacity(InstanceFleetConfig fleet) {
        return Stream.of(fleet.targetOnDemandCapacity(), fleet.targetSpotCapacity())
                .mapToInt(target -> target == null ? 0 : target)
                .sum();
    }
}
