package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.InstanceGroupDetail;
import io.github.emrharness.core.api.JobFlowInstancesDetail;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;
import software.amazon.awssdk.services.emr.model.InstanceGroupTimeline;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/** Tells the instances of a cluster as DescribeJobFlows does, which knows no instance fleets. */
final class JobFlowInstancesDescription {

    private static final String ENDED = "ENDED";

    private JobFlowInstancesDescription() {}

    static JobFlowInstancesDetail of(io.github.emrharness.core.model.Cluster cluster, Cluster told) {
        JobFlowInstancesConfig instances = cluster.definition().request().instances();
        List<InstanceGroup> groups = cluster.instances().groups().stream()
                .map(InstanceGroupSnapshot::group)
                .toList();
        return new JobFlowInstancesDetail(
                typeOf(groups, InstanceGroupType.MASTER),
                told.masterPublicDnsName(),
                cluster.instances().masterInstanceId().orElse(null),
                typeOf(groups, InstanceGroupType.CORE),
                groups.stream().mapToInt(InstanceGroup::requestedInstanceCount).sum(),
                groups.stream().map(JobFlowInstancesDescription::group).toList(),
                told.normalizedInstanceHours(),
                told.ec2InstanceAttributes().ec2KeyName(),
                told.ec2InstanceAttributes().ec2SubnetId(),
                instances.placement(),
                !told.autoTerminate(),
                told.terminationProtected(),
                told.unhealthyNodeReplacement(),
                null);
    }

    private static @Nullable String typeOf(List<InstanceGroup> groups, InstanceGroupType type) {
        Stream<InstanceGroup> ofType = groups.stream().filter(group -> group.instanceGroupType() == type);
        return ofType.map(InstanceGroup::instanceType).findFirst().orElse(null);
    }

    private static InstanceGroupDetail group(InstanceGroup group) {
        InstanceGroupState state = group.status().state();
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
                state == InstanceGroupState.TERMINATED ? ENDED : state.toString(),
                group.status().stateChangeReason().message(),
                timeline.creationDateTime(),
                timeline.readyDateTime(),
                timeline.readyDateTime(),
                timeline.endDateTime(),
                group.customAmiId());
    }
}
