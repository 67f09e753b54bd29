package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.InstanceFleetModification;
import io.github.emrharness.core.model.InstanceFleetSnapshot;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.AddInstanceFleetRequest;
import software.amazon.awssdk.services.emr.model.AddInstanceFleetResponse;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.InstanceFleetModifyConfig;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceFleetRequest;
import software.amazon.awssdk.services.emr.model.ModifyInstanceFleetResponse;

/**
 * Adding, telling and changing instance fleets. Their instances are played.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-instance-fleet.html">Instance fleets</a>
 */
final class InstanceFleetOperations {

    private static final String NOT_FOR_GROUPS = "Instance groups and instance fleets are mutually exclusive. The EMR"
            + " cluster specified in the request uses instance groups. The %s operation does not support clusters that"
            + " use instance groups. Use the %s operation instead.";

    private final ClusterRegistry clusters;
    private final Ec2Region ec2;

    InstanceFleetOperations(ClusterRegistry clusters, Ec2Region ec2) {
        this.clusters = clusters;
        this.ec2 = ec2;
    }

    void addTo(OperationTable table) {
        table.simulated(AddInstanceFleetRequest.class, this::addInstanceFleet);
        table.simulated(ModifyInstanceFleetRequest.class, this::modifyInstanceFleet);
        table.simulated(ListInstanceFleetsRequest.class, this::listInstanceFleets);
    }

    AddInstanceFleetResponse addInstanceFleet(AddInstanceFleetRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .notNull(request.instanceFleet(), "instanceFleet");
        if (request.instanceFleet() != null) {
            InstanceFleetsValidation.checkForm(request.instanceFleet(), "instanceFleet.", constraints);
        }
        constraints.check();
        Cluster cluster = clusters.require(request.clusterId());
        requireFleets(cluster, "AddInstanceFleet", "AddInstanceGroups");
        try {
            cluster.requireModifiable();
            InstanceFleetsValidation.checkAdded(
                    request.instanceFleet(), cluster.definition().release(), ec2.types());
            return AddInstanceFleetResponse.builder()
                    .clusterId(cluster.id())
                    .instanceFleetId(cluster.instances().addFleet(request.instanceFleet()))
                    .clusterArn(cluster.definition().clusterArn())
                    .build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.invalidRequest(null, String.valueOf(e.getMessage()));
        }
    }

    ModifyInstanceFleetResponse modifyInstanceFleet(ModifyInstanceFleetRequest request) {
        InstanceFleetModifyConfig given = request.instanceFleet();
        Constraints constraints =
                new Constraints().notNull(request.clusterId(), "clusterId").notNull(given, "instanceFleet");
        if (given != null) {
            InstanceFleetsValidation.checkForm(given, "instanceFleet.", constraints);
        }
        constraints.check();
        Cluster cluster = clusters.require(request.clusterId());
        requireFleets(cluster, "ModifyInstanceFleet", "ModifyInstanceGroups");
        try {
            cluster.requireModifiable();
            InstanceFleetsValidation.checkModified(
                    given, fleet(cluster, given), cluster.definition().release(), ec2.types());
            cluster.instances()
                    .modifyFleet(new InstanceFleetModification(
                            given.instanceFleetId(),
                            Optional.ofNullable(given.targetOnDemandCapacity()),
                            Optional.ofNullable(given.targetSpotCapacity()),
                            Optional.ofNullable(given.resizeSpecifications()),
                            given.instanceTypeConfigs(),
                            Optional.ofNullable(given.context())));
            return ModifyInstanceFleetResponse.builder().build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.invalidRequest(null, String.valueOf(e.getMessage()));
        }
    }

    private static InstanceFleetSnapshot fleet(Cluster cluster, InstanceFleetModifyConfig given) {
        return cluster.instances().fleets().stream()
                .filter(fleet -> fleet.id().equals(given.instanceFleetId()))
                .findFirst()
                .orElseThrow(() -> new RuleViolationException(
                        "Instance fleet id '" + given.instanceFleetId() + "' is not valid."));
    }

    ListInstanceFleetsResponse listInstanceFleets(ListInstanceFleetsRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.require(request.clusterId());
        requireFleets(cluster, "ListInstanceFleets", "ListInstanceGroups");
        List<InstanceFleetSnapshot> fleets = cluster.instances().fleets();
        Page<InstanceFleetSnapshot> page = Page.inOrder(fleets, request.marker(), Page.SIZE);
        cluster.instances().described();
        return ListInstanceFleetsResponse.builder()
                .instanceFleets(
                        page.items().stream().map(InstanceFleetSnapshot::fleet).toList())
                .marker(page.marker())
                .build();
    }

    private static void requireFleets(Cluster cluster, String operation, String instead) {
        if (cluster.instances().type() != InstanceCollectionType.INSTANCE_FLEET) {
            throw EmrServiceException.invalidRequest(null, NOT_FOR_GROUPS.formatted(operation, instead));
        }
    }
}
