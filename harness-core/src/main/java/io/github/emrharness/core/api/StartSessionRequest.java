package io.github.emrharness.core.api;

import org.jspecify.annotations.Nullable;

/** Asks for a new Spark Connect session. */
public final class StartSessionRequest extends SessionRequest {

    public StartSessionRequest(@Nullable String clusterId) {
        super(clusterId, StartSessionRequest::new);
    }
}
