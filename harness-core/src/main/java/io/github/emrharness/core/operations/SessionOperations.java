package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.GetSessionEndpointRequest;
import io.github.emrharness.core.api.GetSessionRequest;
import io.github.emrharness.core.api.ListSessionsRequest;
import io.github.emrharness.core.api.SessionRequest;
import io.github.emrharness.core.api.StartSessionRequest;
import io.github.emrharness.core.api.TerminateSessionRequest;
import io.github.emrharness.core.model.Cluster;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/**
 * Spark Connect sessions. They need a cluster that was created with {@code SessionEnabled}; no SDK can ask for one yet,
 * so no cluster here has sessions.
 */
final class SessionOperations {

    private final ClusterRegistry clusters;

    SessionOperations(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    void addTo(OperationTable table) {
        table.refused(StartSessionRequest.class, this::refuse);
        table.refused(GetSessionRequest.class, this::refuse);
        table.refused(GetSessionEndpointRequest.class, this::refuse);
        table.refused(ListSessionsRequest.class, this::refuse);
        table.refused(TerminateSessionRequest.class, this::refuse);
    }

    private EmrResponse refuse(SessionRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.require(request.clusterId());
        throw EmrServiceException.invalidRequest(
                null,
                "Spark Connect sessions need a cluster that was created with SessionEnabled and the release"
                        + " emr-spark-8.0.0 or later; the cluster " + cluster.id() + " ("
                        + cluster.definition().release().label()
                        + ") has none. EMR Harness cannot create such a cluster.");
    }
}
