package io.github.emrharness.core.model;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.HarnessClock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;

/** The cluster, as its instances see it: they are guarded by its lock and share its life. */
interface ClusterHost {

    String clusterId();

    String clusterName();

    ClusterState state();

    HarnessClock clock();

    Progression progression();

    ChangeSink changes();

    /** Reads under the lock of the cluster. */
    <T extends @Nullable Object> T locked(Supplier<T> body);

    /**
     * Makes a change under the lock, takes every transition of the cluster that it makes due, and afterwards does what
     * it has set off.
     */
    <T extends @Nullable Object> T change(Supplier<T> body);

    /** Only within a change: remembers what is to be done when the lock is released. */
    void afterwards(Runnable effect);

    /**
     * Checks that the cluster can still be changed.
     *
     * @throws RuleViolationException if it ends or has ended
     */
    void requireModifiable();

    /** Only within a change: ends the cluster, unless it ends already. */
    void terminate(ClusterReason reason);

    /** Only within a change: kills the steps that run; they fail. */
    void failRunningSteps();
}
