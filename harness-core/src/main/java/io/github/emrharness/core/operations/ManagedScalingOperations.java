package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.GetManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.GetManagedScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.PutManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutManagedScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveManagedScalingPolicyResponse;

/**
 * The policy by which EMR scales a cluster itself: checked, kept and told again. Nothing scales here.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-scaling.html">Using managed scaling
 *     in Amazon EMR</a>
 */
final class ManagedScalingOperations {

    private final ClusterRegistry clusters;

    ManagedScalingOperations(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    void addTo(OperationTable table) {
        table.simulated(PutManagedScalingPolicyRequest.class, this::put);
        table.simulated(GetManagedScalingPolicyRequest.class, this::get);
        table.simulated(RemoveManagedScalingPolicyRequest.class, this::remove);
    }

    PutManagedScalingPolicyResponse put(PutManagedScalingPolicyRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .notNull(request.managedScalingPolicy(), "managedScalingPolicy");
        ManagedScalingValidation.checkForm(request.managedScalingPolicy(), "managedScalingPolicy.", constraints);
        constraints.check();
        Cluster cluster = clusters.requireForPolicy(request.clusterId());
        try {
            cluster.requireModifiable();
            ManagedScalingValidation.check(
                    request.managedScalingPolicy(),
                    cluster.definition().release(),
                    cluster.definition().usesInstanceFleets());
            cluster.setManagedScalingPolicy(Optional.of(request.managedScalingPolicy()));
            return PutManagedScalingPolicyResponse.builder().build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    RemoveManagedScalingPolicyResponse remove(RemoveManagedScalingPolicyRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        try {
            clusters.requireForPolicy(request.clusterId()).setManagedScalingPolicy(Optional.empty());
            return RemoveManagedScalingPolicyResponse.builder().build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    /** The response has no member if there is no policy. An ended cluster does not tell its policy, as on EMR. */
    GetManagedScalingPolicyResponse get(GetManagedScalingPolicyRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.requireForPolicy(request.clusterId());
        try {
            cluster.requireModifiable();
            return GetManagedScalingPolicyResponse.builder()
                    .managedScalingPolicy(cluster.managedScalingPolicy().orElse(null))
                    .build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }
}
