package io.github.emrharness.core.lifecycle;

import io.github.emrharness.Progression;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of something through a fixed row of states, as a {@link Progression} says. Where it is follows from the time
 * at which it is asked, so it needs no timer. For use under the lock of its owner.
 *
 * @param <S> the states
 */
public final class Passage<S> {

    private final List<S> states;
    private final Progression progression;
    private final Instant begun;
    private int left;
    private int describedInState;
    private Instant lastLeft;

    /** Begins in the first of the states; the last one is final. */
    public Passage(List<S> states, Progression progression, Instant begun) {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("A passage needs a state to end in");
        }
        this.states = List.copyOf(states);
        this.progression = progression;
        this.begun = begun;
        lastLeft = begun;
    }

    /** The state at that time, which must not be before one that was asked for earlier. */
    public S stateAt(Instant now) {
        return states.get(indexAt(now));
    }

    /** When the last state was reached; empty if it is not yet. */
    public Optional<Instant> endAt(Instant now) {
        if (indexAt(now) < last()) {
            return Optional.empty();
        }
        if (progression instanceof Progression.AfterTime afterTime) {
            return Optional.of(begun.plus(afterTime.duration().multipliedBy(last())));
        }
        return Optional.of(lastLeft);
    }

    /** Takes note that the API has told the state, which a progression may wait for. */
    public void described(Instant now) {
        if (progression instanceof Progression.AfterDescribes afterDescribes
                && left < last()
                && ++describedInState >= afterDescribes.count()) {
            left++;
            describedInState = 0;
            lastLeft = now;
        }
    }

    private int indexAt(Instant now) {
        if (progression instanceof Progression.AfterDescribes) {
            return left;
        }
        if (progression instanceof Progression.AfterTime afterTime
                && !afterTime.duration().isZero()) {
            return (int) Math.min(last(), Duration.between(begun, now).dividedBy(afterTime.duration()));
        }
        return last();
    }

    private int last() {
        return states.size() - 1;
    }
}
