package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.InstanceGroupDetail;
import io.github.emrharness.core.api.JobFlowInstancesDetail;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;
import software.amazon.awssdk.services.emr.model.InstanceGroupTimeline;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/** Tells the instances of a cluster as DescribeJobFlows does. It knows no fleets. */
final class JobFlowInstancesDescription {

    private JobFlowInstancesDescription() {}

    static JobFlowInstancesDetail of(io.github.emrharness.core.model.Cluster cluster, Cluster told) {
        JobFlowInstancesConfig instances = cluster.definition().request().instances();
        List<InstanceGroup> groups = cluster.instances().groups().stream()
                .map(InstanceGroupSnapshot::group)
                .toList();
        return new JobFlowInstancesDetail(
                instanceType(groups, InstanceGroupType.MASTER).orElse(null),
                told.masterPublicDnsName(),
                cluster.instances().masterInstanceId().orElse(null),
                instanceType(groups, InstanceGroupType.CORE).orElse(null),
                groups.isEmpty()
                        ? null
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

    private static Optional<String> instanceType(List<InstanceGroup> groups, InstanceGroupType type) {
        return groups.stream()
                .filter(group -> group.instanceGroupType() == type)
                .findFirst()
                .map(InstanceGroup::instanceType);
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
