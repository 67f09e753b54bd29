package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;

/** Finds the clusters that something can be run on. */
final class ReadyClusters {

    private final ClusterRegistry clusters;

    ReadyClusters(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    /** The cluster, or an error if there is none of that id or it is neither RUNNING nor WAITING. */
    Cluster require(@Nullable String id) {
        Cluster cluster = clusters.require(id);
        ClusterState state = cluster.state();
        if (state != ClusterState.RUNNING && state != ClusterState.WAITING) {
            throw EmrServiceException.invalidRequest(
                    null, "Cluster '" + id + "' must be in the state RUNNING or WAITING; it is " + state + ".");
        }
        return cluster;
    }
}
