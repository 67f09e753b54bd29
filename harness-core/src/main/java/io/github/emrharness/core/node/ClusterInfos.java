package io.github.emrharness.core.node;

import io.github.emrharness.core.model.ClusterDefinition;
import io.github.emrharness.core.model.InstanceSnapshot;
import io.github.emrharness.core.model.InstanceType;
import io.github.emrharness.core.model.InstanceTypes;
import io.github.emrharness.spi.ClusterInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/** What engines are told about clusters. */
public final class ClusterInfos {

    private final InstanceTypes types;

    public ClusterInfos(InstanceTypes types) {
        this.types = types;
    }

    /**
     * Describes the cluster.
     *
     * @param instances all of the cluster; none if none is launched yet
     * @param configurations those that apply on the master
     */
    public ClusterInfo of(
            ClusterDefinition cluster, List<InstanceSnapshot> instances, List<Configuration> configurations) {
        List<ClusterInfo.Node> running = instances.stream()
                .filter(instance -> instance.state() != InstanceState.TERMINATED)
                .filter(instance -> !instance.ec2InstanceId().isEmpty())
                .map(instance -> node(
                        instance.role(),
                        instance.ec2InstanceId(),
                        instance.instance().instanceType()))
                .toList();
        return new ClusterInfo(
                cluster.clusterId(),
                cluster.release().label(),
                cluster.applications().stream().map(Application::name).toList(),
                configurations,
                running.isEmpty() ? askedFor(cluster.request().instances()) : running);
    }

    private List<ClusterInfo.Node> askedFor(JobFlowInstancesConfig request) {
        List<ClusterInfo.Node> nodes = new ArrayList<>();
        for (InstanceGroupConfig group : request.instanceGroups()) {
            nodes.addAll(
                    Collections.nCopies(group.instanceCount(), node(group.instanceRole(), "", group.instanceType())));
        }
        for (InstanceFleetConfig fleet : request.instanceFleets()) {
            String type = fleet.instanceTypeConfigs().isEmpty()
                    ? null
                    : fleet.instanceTypeConfigs().get(0).instanceType();
            InstanceRoleType role = InstanceRoleType.fromValue(fleet.instanceFleetTypeAsString());
            nodes.addAll(Collections.nCopies(NodeCounts.capacity(fleet), node(role, "", type)));
        }
        if (nodes.isEmpty()) {
            int total = request.instanceCount() == null ? 1 : request.instanceCount();
            nodes.add(node(InstanceRoleType.MASTER, "", request.masterInstanceType()));
            nodes.addAll(Collections.nCopies(total - 1, node(InstanceRoleType.CORE, "", request.slaveInstanceType())));
        }
        return nodes;
    }

    private ClusterInfo.Node node(InstanceRoleType role, String ec2InstanceId, @Nullable String type) {
        String name = type == null ? "" : type;
        Optional<InstanceType> known = types.find(name);
        return new ClusterInfo.Node(
                role,
                ec2InstanceId,
                name,
                known.map(InstanceType::vCpu).orElse(0),
                known.map(found -> Math.round(found.memoryGb() * 1024)).orElse(0));
    }
}
