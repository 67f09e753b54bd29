package io.github.emrharness.core.api;

import org.jspecify.annotations.Nullable;

/** Asks for a Spark Connect session. */
public final class GetSessionRequest extends SessionRequest {

    public GetSessionRequest(@Nullable String clusterId) {
        super(clusterId, GetSessionRequest::new);
    }
}
