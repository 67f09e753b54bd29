package io.github.emrharness.core.model;

import io.github.emrharness.core.lifecycle.HarnessClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that a cluster does later, within a change, unless it is cancelled before. Guarded by the cluster's lock. */
final class ClusterTimer {

    private final ClusterHost host;
    private int begun;
    private HarnessClock.@Nullable ScheduledTask task;

    ClusterTimer(ClusterHost host) {
        this.host = host;
    }

    /** Within a change: runs the action, within another change, after that time; instead of what was started before. */
    void start(Duration delay, Runnable action) {
        cancel();
        int number = begun;
        host.afterwards(() -> schedule(delay, number, action));
    }

    /** Within a change: drops what was started. */
    void cancel() {
        begun++;
        if (task != null) {
            task.cancel();
            task = null;
        }
    }

    private void schedule(Duration delay, int number, Runnable action) {
        HarnessClock.ScheduledTask scheduled = host.clock()
                .schedule(
                        delay,
                        () -> host.change(() -> {
                            if (number == begun) {
                                task = null;
                                begun++;
                                action.run();
                            }
                            return null;
                        }));
        host.locked(() -> {
            if (number == begun) {
                task = scheduled;
            } else {
                scheduled.cancel();
            }
            return null;
        });
    }
}
