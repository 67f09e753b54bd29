package io.github.emrharness.core.lifecycle;

import java.time.Duration;
import java.time.Instant;

/** The time of a harness: every timestamp and every delay of the model comes from here. Safe for use by many threads. */
public interface HarnessClock extends AutoCloseable {

    /** The time now, in milliseconds as the EMR API tells it. */
    Instant now();

    /** Runs the task once, after the delay; what the task throws is logged and goes no further. */
    ScheduledTask schedule(Duration delay, Runnable task);

    /** Drops what is still scheduled; later calls of {@link #schedule} have no effect. Closing twice is harmless. */
    @Override
    void close();

    /** A clock that follows the time of this machine. */
    static HarnessClock system() {
        return new SystemHarnessClock();
    }

    /** A task that waits for its time. */
    @FunctionalInterface
    interface ScheduledTask {

        /** Drops the task; does nothing if it has run. */
        void cancel();
    }
}
