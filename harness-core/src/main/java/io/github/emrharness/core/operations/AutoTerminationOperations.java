package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.RuleViolationException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.AutoTerminationPolicy;
import software.amazon.awssdk.services.emr.model.GetAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.GetAutoTerminationPolicyResponse;
import software.amazon.awssdk.services.emr.model.PutAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutAutoTerminationPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveAutoTerminationPolicyResponse;

/**
 * The policy that ends an idle cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html">Using an
 *     auto-termination policy for idle cluster cleanup</a>
 */
final class AutoTerminationOperations {

    private static final long MIN_SECONDS = 60;
    private static final long MAX_SECONDS = 604_800;

    private final ClusterRegistry clusters;

    AutoTerminationOperations(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    void addTo(OperationTable table) {
        table.real(PutAutoTerminationPolicyRequest.class, this::put);
        table.real(GetAutoTerminationPolicyRequest.class, this::get);
        table.real(RemoveAutoTerminationPolicyRequest.class, this::remove);
    }

    /** A request without a policy gets one with the default timeout: the model does not require the member. */
    PutAutoTerminationPolicyResponse put(PutAutoTerminationPolicyRequest request) {
        AutoTerminationPolicy policy = request.autoTerminationPolicy() == null
                ? AutoTerminationPolicy.builder().build()
                : request.autoTerminationPolicy();
        set(request.clusterId(), Optional.of(policy));
        return PutAutoTerminationPolicyResponse.builder().build();
    }

    RemoveAutoTerminationPolicyResponse remove(RemoveAutoTerminationPolicyRequest request) {
        set(request.clusterId(), Optional.empty());
        return RemoveAutoTerminationPolicyResponse.builder().build();
    }

    private void set(@Nullable String clusterId, Optional<AutoTerminationPolicy> policy) {
        new Constraints().notNull(clusterId, "clusterId").check();
        Cluster cluster = clusters.requireForPolicy(clusterId);
        try {
            cluster.requireModifiable();
            checkRelease(cluster.definition().release());
            policy.ifPresent(AutoTerminationOperations::checkTimeout);
            cluster.setAutoTerminationPolicy(policy);
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    /** The response has no member if there is no policy. */
    GetAutoTerminationPolicyResponse get(GetAutoTerminationPolicyRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.require(request.clusterId());
        checkRelease(cluster.definition().release());
        return GetAutoTerminationPolicyResponse.builder()
                .autoTerminationPolicy(cluster.autoTerminationPolicy().orElse(null))
                .build();
    }

    /** Checks the policy of a new cluster, if it has one. */
    static void check(@Nullable AutoTerminationPolicy policy, Release release) {
        if (policy != null) {
            checkRelease(release);
            checkTimeout(policy);
        }
    }

    private static void checkRelease(Release release) {
        if (!release.hasManagedScalingAndAutoTermination()) {
            throw EmrServiceException.validation(
                    "Auto-termination is not available for this account when using this release of EMR");
        }
    }

    private static void checkTimeout(AutoTerminationPolicy policy) {
        Long seconds = policy.idleTimeout();
        if (seconds != null && (seconds < MIN_SECONDS || seconds > MAX_SECONDS)) {
            throw EmrServiceException.validation("The IdleTimeout of an auto-termination policy must be from "
                    + MIN_SECONDS + " to " + MAX_SECONDS + " seconds ("
                    + Duration.ofSeconds(MAX_SECONDS).toDays() + " days); this one is " + seconds + ".");
        }
    }
}
