package io.github.emrharness.core.api;

import org.jspecify.annotations.Nullable;

/** Asks for the end of a Spark Connect session. */
public final class TerminateSessionRequest extends SessionRequest {

    public TerminateSessionRequest(@Nullable String clusterId) {
        super(clusterId, TerminateSessionRequest::new);
    }
}
