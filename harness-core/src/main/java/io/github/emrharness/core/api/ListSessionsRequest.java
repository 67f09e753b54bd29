package io.github.emrharness.core.api;

import org.jspecify.annotations.Nullable;

/** Asks for the Spark Connect sessions of a cluster. */
public final class ListSessionsRequest extends SessionRequest {

    public ListSessionsRequest(@Nullable String clusterId) {
        super(clusterId, ListSessionsRequest::new);
    }
}
