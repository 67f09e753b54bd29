package io.github.emrharness.core.model;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.AutoTerminationPolicy;

/**
 * Tells when a cluster has been idle for as long as its auto-termination policy allows. The time counts from the moment
 * at which the cluster became idle or got its present policy, whichever is later. Guarded by the cluster's lock.
 */
final class IdleTimer {

    private static final Duration DEFAULT = Duration.ofHours(1);

    private final ClusterTimer timer;
    private Optional<Duration> timeout = Optional.empty();
    private boolean idle;
    private boolean elapsed;

    /** Makes a timer without a timeout. */
    IdleTimer(ClusterHost host) {
        timer = new ClusterTimer(host);
    }

    /** The policy with EMR's default if it sets no timeout. */
    static AutoTerminationPolicy withTimeout(AutoTerminationPolicy policy) {
        return policy.idleTimeout() == null
                ? policy.toBuilder().idleTimeout(DEFAULT.toSeconds()).build()
                : policy;
    }

    /** The timeout of a policy that has one. */
    static Duration timeout(AutoTerminationPolicy policy) {
        return Duration.ofSeconds(policy.idleTimeout());
    }

    /** Within a change. */
    void setTimeout(Optional<Duration> value) {
        timeout = value;
        restart();
    }

    /** Within a change. */
    void setIdle(boolean value) {
        if (value != idle) {
            idle = value;
            restart();
        }
    }

    boolean isElapsed() {
        return elapsed;
    }

    private void restart() {
        elapsed = false;
        timer.cancel();
        if (idle && timeout.isPresent()) {
            timer.start(timeout.get(), () -> elapsed = true);
        }
    }
}
