package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.InstanceSnapshot;
import io.github.emrharness.core.model.InstanceType;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.Releases;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.ListInstancesRequest;
import software.amazon.awssdk.services.emr.model.ListInstancesResponse;
import software.amazon.awssdk.services.emr.model.ListSupportedInstanceTypesRequest;
import software.amazon.awssdk.services.emr.model.ListSupportedInstanceTypesResponse;
import software.amazon.awssdk.services.emr.model.SupportedInstanceType;

/** Telling the instances of a cluster, and the types of instances that there are. */
final class InstanceOperations {

    private static final int MAX_INSTANCES = 2_000;

    private final ClusterRegistry clusters;
    private final Releases releases;
    private final Ec2Region ec2;

    InstanceOperations(ClusterRegistry clusters, Releases releases, Ec2Region ec2) {
        this.clusters = clusters;
        this.releases = releases;
        this.ec2 = ec2;
    }

    void addTo(OperationTable table) {
        table.simulated(ListInstancesRequest.class, this::listInstances);
        table.real(ListSupportedInstanceTypesRequest.class, this::listSupportedInstanceTypes);
    }

    ListInstancesResponse listInstances(ListInstancesRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .oneOf(request.instanceFleetTypeAsString(), InstanceFleetType.knownValues(), "instanceFleetType");
        request.instanceGroupTypesAsStrings()
                .forEach(type -> constraints.oneOf(type, InstanceGroupType.knownValues(), "instanceGroupTypes"));
        request.instanceStatesAsStrings()
                .forEach(state -> constraints.oneOf(state, InstanceState.knownValues(), "instanceStates"));
        constraints.check();
        Cluster cluster = clusters.require(request.clusterId());
        checkFilters(request, cluster);
        Set<InstanceState> states = Set.copyOf(request.instanceStates());
        List<InstanceSnapshot> matching = cluster.instances().instances().stream()
                .filter(instance -> states.isEmpty() || states.contains(instance.state()))
                .filter(instance -> isOfCollection(instance, request))
                .toList();
        Page<InstanceSnapshot> page = Page.inOrder(matching, request.marker(), MAX_INSTANCES);
        cluster.instances().described();
        return ListInstancesResponse.builder()
                .instances(page.items().stream().map(InstanceSnapshot::instance).toList())
                .marker(page.marker())
                .build();
    }

    /** At most one way of naming a group or a fleet, and the one that the cluster has. */
    private static void checkFilters(ListInstancesRequest request, Cluster cluster) {
        boolean fleets = cluster.instances().type() == InstanceCollectionType.INSTANCE_FLEET;
        boolean ofGroup = request.instanceGroupId() != null
                || !request.instanceGroupTypes().isEmpty();
        boolean ofFleet = request.instanceFleetId() != null || request.instanceFleetType() != null;
        if (ofGroup && fleets) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "Instance fleets and instance groups are mutually exclusive. The EMR cluster specified in the"
                            + " request uses instance fleets. Use InstanceFleetId or InstanceFleetType instead of"
                            + " InstanceGroupId or InstanceGroupTypes.");
        }
        if (ofFleet && !fleets) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "Instance groups and instance fleets are mutually exclusive. The EMR cluster specified in the"
                            + " request uses instance groups. Use InstanceGroupId or InstanceGroupTypes instead of"
                            + " InstanceFleetId or InstanceFleetType.");
        }
        if (request.instanceGroupId() != null && !request.instanceGroupTypes().isEmpty()) {
            throw EmrServiceException.invalidRequest(
                    null, "Cannot specify both InstanceGroupId and InstanceGroupTypes.");
        }
        if (request.instanceFleetId() != null && request.instanceFleetType() != null) {
            throw EmrServiceException.invalidRequest(
                    null, "Cannot specify both InstanceFleetId and InstanceFleetType.");
        }
        requireKnown(request.instanceGroupId(), "Instance group", cluster);
        requireKnown(request.instanceFleetId(), "Instance fleet", cluster);
    }

    private static void requireKnown(@Nullable String id, String kind, Cluster cluster) {
        boolean known = cluster.instances().groups().stream()
                        .anyMatch(group -> group.id().equals(id))
                || cluster.instances().fleets().stream()
                        .anyMatch(fleet -> fleet.id().equals(id));
        if (id != null && !known) {
            throw EmrServiceException.invalidRequest(null, kind + " id '" + id + "' is not valid.");
        }
    }

    private static boolean isOfCollection(InstanceSnapshot instance, ListInstancesRequest request) {
        String role = instance.role().toString();
        return (request.instanceGroupId() == null || request.instanceGroupId().equals(instance.collectionId()))
                && (request.instanceFleetId() == null
                        || request.instanceFleetId().equals(instance.collectionId()))
                && (request.instanceGroupTypes().isEmpty()
                        || request.instanceGroupTypesAsStrings().contains(role))
                && (request.instanceFleetType() == null
                        || request.instanceFleetTypeAsString().equals(role));
    }

    ListSupportedInstanceTypesResponse listSupportedInstanceTypes(ListSupportedInstanceTypesRequest request) {
        new Constraints().notNull(request.releaseLabel(), "releaseLabel").check();
        Release release = releases.find(request.releaseLabel())
                .orElseThrow(() -> EmrServiceException.invalidRequest(
                        null, "The supplied release label is invalid: " + request.releaseLabel() + "."));
        Page<InstanceType> page = Page.inOrder(ec2.types().supportedBy(release), request.marker(), Page.SIZE);
        return ListSupportedInstanceTypesResponse.builder()
                .supportedInstanceTypes(
                        page.items().stream().map(InstanceOperations::tell).toList())
                .marker(page.marker())
                .build();
    }

    private static SupportedInstanceType tell(InstanceType type) {
        return SupportedInstanceType.builder()
                .type(type.name())
                .memoryGB(type.memoryGb())
                .storageGB(type.storageGb())
                .vcpu(type.vCpu())
                .is64BitsOnly(type.is64BitsOnly())
                .instanceFamilyId(type.family())
                .ebsOptimizedAvailable(type.ebsOptimizedAvailable())
                .ebsOptimizedByDefault(type.ebsOptimizedByDefault())
                .numberOfDisks(type.numberOfDisks())
                .ebsStorageOnly(type.ebsStorageOnly())
                .architecture(type.architecture())
                .build();
    }
}
