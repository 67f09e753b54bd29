package io.github.emrharness.core.api;

import org.jspecify.annotations.Nullable;

/** Asks for the endpoint of a Spark Connect session. */
public final class GetSessionEndpointRequest extends SessionRequest {

    public GetSessionEndpointRequest(@Nullable String clusterId) {
        super(clusterId, GetSessionEndpointRequest::new);
    }
}
