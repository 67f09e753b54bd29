package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.RuleViolationException;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyDescription;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.PutAutoScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutAutoScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveAutoScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveAutoScalingPolicyResponse;

/** The automatic scaling policies of instance groups: checked, kept and told again. Nothing scales here. */
final class AutoScalingOperations {

    private final ClusterRegistry clusters;

    AutoScalingOperations(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    void addTo(OperationTable table) {
        table.simulated(PutAutoScalingPolicyRequest.class, this::put);
        table.simulated(RemoveAutoScalingPolicyRequest.class, this::remove);
    }

    PutAutoScalingPolicyResponse put(PutAutoScalingPolicyRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .notNull(request.instanceGroupId(), "instanceGroupId")
                .notNull(request.autoScalingPolicy(), "autoScalingPolicy");
        AutoScalingValidation.checkForm(request.autoScalingPolicy(), "autoScalingPolicy.", constraints);
        constraints.check();
        Cluster cluster = clusters.requireForPolicy(request.clusterId());
        try {
            cluster.requireModifiable();
            requireGroups(cluster);
            AutoScalingValidation.check(
                    request.autoScalingPolicy(),
                    cluster.instances().groupRole(request.instanceGroupId()),
                    cluster.definition().request().autoScalingRole());
            AutoScalingPolicyDescription pending =
                    cluster.putAutoScalingPolicy(request.instanceGroupId(), request.autoScalingPolicy());
            return PutAutoScalingPolicyResponse.builder()
                    .clusterId(cluster.id())
                    .instanceGroupId(request.instanceGroupId())
                    .autoScalingPolicy(pending)
                    .clusterArn(cluster.definition().clusterArn())
                    .build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    /** Removing what is not there is no error. */
    RemoveAutoScalingPolicyResponse remove(RemoveAutoScalingPolicyRequest request) {
        new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .notNull(request.instanceGroupId(), "instanceGroupId")
                .check();
        Cluster cluster = clusters.requireForPolicy(request.clusterId());
        try {
            cluster.requireModifiable();
            requireGroups(cluster);
            cluster.instances().removeAutoScalingPolicy(request.instanceGroupId());
            return RemoveAutoScalingPolicyResponse.builder().build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    private static void requireGroups(Cluster cluster) {
        if (cluster.instances().type() == InstanceCollectionType.INSTANCE_FLEET) {
            throw new RuleViolationException("Automatic scaling policies are for instance groups; the cluster "
                    + cluster.id() + " has instance fleets.");
        }
    }
}
