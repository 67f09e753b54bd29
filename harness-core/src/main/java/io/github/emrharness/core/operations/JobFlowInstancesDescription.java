package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.InstanceGroupDetail;
import io.github.emrharness.core.api.JobFlowInstancesDetail;
import io.github.emrharness.core.model.ClusterInstances;
import io.github.emrharness.core.model.InstanceFleetSnapshot;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;
import software.amazon.awssdk.services.emr.model.InstanceGroupTimeline;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.InstanceTypeSpecification;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/**
 * Tells the instances of a cluster as DescribeJobFlows does. It knows no fleets: of a cluster with fleets it tells the types
 * and the number of the instances that they have.
 */
final class JobFlowInstancesDescription {

    private JobFlowInstancesDescription() {}

    static JobFlowInstancesDetail of(io.github.emrharness.core.model.Cluster cluster, Cluster told) {
        JobFlowInstancesConfig instances = cluster.definition().request().instances();
        List<InstanceGroup> groups = cluster.instances().groups().stream()
                .map(InstanceGroupSnapshot::group)
                .toList();
        return new JobFlowInstancesDetail(
                instanceType(cluster.instances(), InstanceRoleType.MASTER).orElse(null),
                told.masterPublicDnsName(),
                cluster.instances().masterInstanceId().orElse(null),
                instanceType(cluster.instances(), InstanceRoleType.CORE).orElse(null),
                groups.isEmpty()
                        ? inFleets(cluster.instances())
                        : groups.stream()
                                .mapToInt(InstanceGroup::requestedInstanceCount)
                                .sum(),
                groups.stream().map(JobFlowInstancesDescription::detail).toList(),
                told.normalizedInstanceHours(),
                told.ec2InstanceAttributes().ec2KeyName(),
                told.ec2InstanceAttributes().ec2SubnetId(),
                instances.placement(),
                !told.autoTerminate(),
                told.terminationProtected(),
                told.unhealthyNodeReplacement(),
                null);
    }

    private static int inFleets(ClusterInstances instances) {
        return (int) instances.instances().stream()
                .filter(instance -> instance.state() != InstanceState.TERMINATED)
                .count();
    }

    /** That of a group, or of a fleet the first that it may launch. */
    private static Optional<String> instanceType(ClusterInstances instances, InstanceRoleType role) {
        Optional<String> ofGroup = instances.groups().stream()
                .map(InstanceGroupSnapshot::group)
                .filter(group -> group.instanceGroupTypeAsString().equals(role.toString()))
                .findFirst()
                .map(InstanceGroup::instanceType);
        return ofGroup.or(() -> instances.fleets().stream()
                .map(InstanceFleetSnapshot::fleet)
                .filter(fleet -> fleet.instanceFleetTypeAsString().equals(role.toString()))
                .flatMap(fleet -> fleet.instanceTypeSpecifications().stream())
                .findFirst()
                .map(InstanceTypeSpecification::instanceType));
    }

    private static InstanceGroupDetail detail(InstanceGroup group) {
        InstanceGroupTimeline timeline = group.status().timeline();
        return new InstanceGroupDetail(
                group.id(),
                group.name(),
                group.marketAsString(),
                group.instanceGroupTypeAsString(),
                group.bidPrice(),
                group.instanceType(),
                group.requestedInstanceCount(),
                group.runningInstanceCount(),
                oldState(group.status().state()).toString(),
                group.status().stateChangeReason().message(),
                timeline.creationDateTime(),
                timeline.creationDateTime(),
                timeline.readyDateTime(),
                timeline.endDateTime(),
                group.customAmiId());
    }

    private static InstanceGroupState oldState(InstanceGroupState state) {
        return switch (state) {
            case TERMINATING -> InstanceGroupState.SHUTTING_DOWN;
            case TERMINATED -> InstanceGroupState.ENDED;
            default -> state;
        };
    }
}
