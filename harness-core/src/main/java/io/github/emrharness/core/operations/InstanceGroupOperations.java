package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.InstanceGroupModification;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.InstanceGroupModifyConfig;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ReconfigurationType;

/**
 * Adding, telling and changing instance groups. Their instances are played; so is what a reconfiguration does to them.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-uniform-instance-group.html">Instance
 *     groups</a>
 */
final class InstanceGroupOperations {

    private static final String NOT_FOR_FLEETS = "Instance fleets and instance groups are mutually exclusive. The EMR"
            + " cluster specified in the request uses instance fleets. The %s operation does not support clusters that"
            + " use instance fleets. Use the %s operation instead.";

    private final ClusterRegistry clusters;
    private final Ec2Region ec2;

    InstanceGroupOperations(ClusterRegistry clusters, Ec2Region ec2) {
        this.clusters = clusters;
        this.ec2 = ec2;
    }

    void addTo(OperationTable table) {
        table.simulated(AddInstanceGroupsRequest.class, this::addInstanceGroups);
        table.simulated(ModifyInstanceGroupsRequest.class, this::modifyInstanceGroups);
        table.simulated(ListInstanceGroupsRequest.class, this::listInstanceGroups);
    }

    AddInstanceGroupsResponse addInstanceGroups(AddInstanceGroupsRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.jobFlowId(), "jobFlowId")
                .notEmpty(request.instanceGroups(), "instanceGroups");
        InstanceGroupsValidation.checkForm(request.instanceGroups(), "instanceGroups.", constraints);
        constraints.check();
        Cluster cluster = clusters.requireJobFlow(request.jobFlowId());
        try {
            cluster.requireModifiable();
            if (usesFleets(cluster)) {
                throw new RuleViolationException(notForFleets("AddInstanceGroups", "AddInstanceFleet"));
            }
            InstanceGroupsValidation.checkAdded(
                    request.instanceGroups(), cluster.definition().release(), ec2.types());
            AutoScalingValidation.checkGroups(
                    request.instanceGroups(),
                    cluster.definition().request().autoScalingRole(),
                    cluster.managedScalingPolicy().orElse(null));
            return AddInstanceGroupsResponse.builder()
                    .jobFlowId(cluster.id())
                    .instanceGroupIds(cluster.instances().addGroups(request.instanceGroups()))
                    .clusterArn(cluster.definition().clusterArn())
                    .build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    /** Without a ClusterId the cluster is the one that has the groups. */
    ModifyInstanceGroupsResponse modifyInstanceGroups(ModifyInstanceGroupsRequest request) {
        checkForm(request);
        Map<Cluster, List<InstanceGroupModifyConfig>> byCluster = request.instanceGroups().stream()
                .collect(Collectors.groupingBy(group -> clusterOf(request.clusterId(), group.instanceGroupId())));
        try {
            byCluster.keySet().forEach(Cluster::requireModifiable);
            byCluster.forEach((cluster, groups) -> modify(cluster, groups));
            return ModifyInstanceGroupsResponse.builder().build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    private static void checkForm(ModifyInstanceGroupsRequest request) {
        Constraints constraints = new Constraints();
        for (int i = 0; i < request.instanceGroups().size(); i++) {
            InstanceGroupModifyConfig group = request.instanceGroups().get(i);
            String path = "instanceGroups." + (i + 1) + ".member.";
            constraints
                    .notNull(group.instanceGroupId(), path + "instanceGroupId")
                    .oneOf(
                            group.reconfigurationTypeAsString(),
                            ReconfigurationType.knownValues(),
                            path + "reconfigurationType");
        }
        constraints.check();
    }

    private Cluster clusterOf(@Nullable String clusterId, String groupId) {
        if (clusterId != null) {
            return clusters.requireJobFlow(clusterId);
        }
        return clusters.all().stream()
                .filter(cluster -> cluster.instances().groups().stream()
                        .anyMatch(group -> group.id().equals(groupId)))
                .findFirst()
                .orElseThrow(() -> EmrServiceException.validation("Instance group id '" + groupId + "' is not valid."));
    }

    private static void modify(Cluster cluster, List<InstanceGroupModifyConfig> groups) {
        if (usesFleets(cluster)) {
            throw new RuleViolationException(notForFleets("ModifyInstanceGroups", "ModifyInstanceFleet"));
        }
        groups.forEach(group -> InstanceGroupsValidation.checkReconfiguration(
                group, cluster.definition().release()));
        cluster.instances()
                .modifyGroups(groups.stream()
                        .map(InstanceGroupOperations::modification)
                        .toList());
    }

    private static InstanceGroupModification modification(InstanceGroupModifyConfig group) {
        List<Configuration> configurations = group.configurations();
        return new InstanceGroupModification(
                group.instanceGroupId(),
                Optional.ofNullable(group.instanceCount()),
                group.ec2InstanceIdsToTerminate(),
                Optional.ofNullable(group.shrinkPolicy()),
                configurations instanceof SdkAutoConstructList ? Optional.empty() : Optional.of(configurations),
                group.reconfigurationType() == ReconfigurationType.MERGE);
    }

    ListInstanceGroupsResponse listInstanceGroups(ListInstanceGroupsRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.require(request.clusterId());
        if (usesFleets(cluster)) {
            throw EmrServiceException.invalidRequest(null, notForFleets("ListInstanceGroups", "ListInstanceFleets"));
        }
        Page<InstanceGroupSnapshot> page = Page.inOrder(cluster.instances().groups(), request.marker(), Page.SIZE);
        cluster.instances().described();
        return ListInstanceGroupsResponse.builder()
                .instanceGroups(
                        page.items().stream().map(InstanceGroupSnapshot::group).toList())
                .marker(page.marker())
                .build();
    }

    private static boolean usesFleets(Cluster cluster) {
        return cluster.instances().type() == InstanceCollectionType.INSTANCE_FLEET;
    }

    private static String notForFleets(String operation, String instead) {
        return NOT_FOR_FLEETS.formatted(operation, instead);
    }
}
