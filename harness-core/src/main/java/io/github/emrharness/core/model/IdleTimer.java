package io.github.emrharness.core.model;

import io.github.emrharness.core.lifecycle.HarnessClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.AutoTerminationPolicy;

/**
 * Tells when a cluster has been idle for as long as its auto-termination policy allows. The time counts from the moment
 * at which the cluster became idle or got its present policy, whichever is later. Guarded by the cluster's lock.
 */
final class IdleTimer {

    private static final Duration DEFAULT = Duration.ofHours(1);

    private final HarnessClock clock;
    private final Consumer<Runnable> afterwards;
    private final Runnable onElapsed;

    private Optional<Duration> timeout = Optional.empty();
    private boolean idle;
    private @Nullable Countdown countdown;

    /**
     * Makes a timer without a timeout.
     *
     * @param afterwards takes what is to be done when the lock is released
     * @param onElapsed called without the lock whenever the time may have elapsed
     */
    IdleTimer(HarnessClock clock, Consumer<Runnable> afterwards, Runnable onElapsed) {
        this.clock = clock;
        this.afterwards = afterwards;
        this.onElapsed = onElapsed;
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

    void setTimeout(Optional<Duration> value) {
        timeout = value;
        restart();
    }

    void setIdle(boolean value) {
        if (value != idle) {
            idle = value;
            restart();
        }
    }

    boolean isElapsed() {
        return countdown != null && countdown.elapsed;
    }

    private void restart() {
        Countdown old = countdown;
        if (old != null) {
            afterwards.accept(old::cancel);
        }
        if (idle && timeout.isPresent()) {
            Countdown next = new Countdown(timeout.get());
            countdown = next;
            afterwards.accept(next::start);
        } else {
            countdown = null;
        }
    }

    /** One stretch of idleness. Starting and cancelling it may come in any order, from several threads. */
    private final class Countdown {

        private final Duration duration;
        private boolean cancelled;
        private HarnessClock.@Nullable ScheduledTask task;
        private volatile boolean elapsed;

        Countdown(Duration duration) {
            this.duration = duration;
        }

        synchronized void start() {
            if (!cancelled) {
                task = clock.schedule(duration, () -> {
                    elapsed = true;
                    onElapsed.run();
                });
            }
        }

        synchronized void cancel() {
            cancelled = true;
            if (task != null) {
                task.cancel();
            }
        }
    }
}
