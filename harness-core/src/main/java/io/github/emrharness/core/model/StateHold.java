package io.github.emrharness.core.model;

import io.github.emrharness.Progression;

/** Keeps something in a state for as long as the {@link Progression} asks. Guarded by the lock of the cluster. */
final class StateHold {

    private final Progression progression;
    private final Runnable released;
    private final ClusterTimer timer;
    private boolean held;
    private int described;

    /**
     * Holds nothing yet.
     *
     * @param released called within a change when the time of a state is over
     */
    StateHold(ClusterHost host, Runnable released) {
        this.progression = host.progression();
        this.released = released;
        timer = new ClusterTimer(host);
    }

    boolean isHeld() {
        return held;
    }

    /** Holds until {@link #begin} or {@link #end}, however long that takes. */
    void keep() {
        held = true;
    }

    /** Begins the time of a state, within a change. */
    void begin() {
        end();
        described = 0;
        if (progression instanceof Progression.AfterTime afterTime
                && !afterTime.duration().isZero()) {
            held = true;
            timer.start(afterTime.duration(), this::release);
        } else {
            held = progression instanceof Progression.AfterDescribes;
        }
    }

    /** Ends the time of a state early, within a change. */
    void end() {
        held = false;
        timer.cancel();
    }

    /** Takes note, within a change, that the API has told the state. */
    void described() {
        if (held && progression instanceof Progression.AfterDescribes afterDescribes) {
            described++;
            if (described >= afterDescribes.count()) {
                release();
            }
        }
    }

    private void release() {
        held = false;
        released.run();
    }
}
