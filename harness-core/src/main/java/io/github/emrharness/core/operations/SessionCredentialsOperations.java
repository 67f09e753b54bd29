package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.SecurityConfiguration;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Cluster;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.services.emr.model.Credentials;
import software.amazon.awssdk.services.emr.model.GetClusterSessionCredentialsRequest;
import software.amazon.awssdk.services.emr.model.GetClusterSessionCredentialsResponse;
import software.amazon.awssdk.services.emr.model.UsernamePassword;

/** Passwords for the endpoints of a cluster with runtime roles. There are no such endpoints here: they open nothing. */
final class SessionCredentialsOperations {

    /** EMR does not say how long they live. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final ReadyClusters clusters;
    private final HarnessClock clock;

    SessionCredentialsOperations(ClusterRegistry clusters, HarnessClock clock) {
        this.clusters = new ReadyClusters(clusters);
        this.clock = clock;
    }

    void addTo(OperationTable table) {
        table.simulated(GetClusterSessionCredentialsRequest.class, this::get);
    }

    GetClusterSessionCredentialsResponse get(GetClusterSessionCredentialsRequest request) {
        Constraints constraints = new Constraints().notNull(request.clusterId(), "clusterId");
        SecurityRules.checkForm(request.executionRoleArn(), "executionRoleArn", constraints);
        constraints.check();
        Cluster cluster = clusters.require(request.clusterId());
        if (!cluster.definition()
                .securityConfiguration()
                .map(SecurityConfiguration::runtimeRoles)
                .orElse(false)) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "Cluster '" + cluster.id() + "' has no session credentials: its security configuration does not"
                            + " enable runtime roles (EnableApplicationScopedIAMRole).");
        }
        if (request.executionRoleArn() == null) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "ExecutionRoleArn must be given for cluster '" + cluster.id() + "', which has runtime roles.");
        }
        return GetClusterSessionCredentialsResponse.builder()
                .credentials(Credentials.fromUsernamePassword(UsernamePassword.builder()
                        .username(UUID.randomUUID().toString())
                        .password(UUID.randomUUID().toString())
                        .build()))
                .expiresAt(clock.now().plus(LIFE))
                .build();
    }
}
