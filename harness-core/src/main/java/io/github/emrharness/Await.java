package io.github.emrharness;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.events.EmrEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a state by listening to events: it sees every state, also one that lasts only a moment. */
final class Await {

    private Await() {}

    /**
     * Gives the first state, from the present one on, that the condition holds for; empty if none came in time.
     *
     * @param of picks the state out of an event; empty for the events that are about something else
     */
    @SuppressWarnings("try") // The subscription is there to be closed.
    static <T> Optional<T> until(
            EmrEvents events,
            Supplier<T> present,
            Function<EmrEvent, Optional<T>> of,
            Predicate<? super T> condition,
            Duration timeout) {
        long deadline = System.nanoTime() + nanos(timeout);
        BlockingQueue<T> states = new LinkedBlockingQueue<>();
        try (EmrEvents.Subscription subscription =
                events.subscribe(event -> of.apply(event).ifPresent(states::add))) {
            T state = present.get();
            while (!condition.test(state)) {
                T next = states.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return Optional.empty();
                }
                state = next;
            }
            return Optional.of(state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwaitException("The thread was interrupted while it waited for a change of state.");
        }
    }

    private static long nanos(Duration timeout) {
        try {
            // Half of the range: a deadline made from it cannot overflow.
            return Math.min(timeout.toNanos(), Long.MAX_VALUE / 2);
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE / 2;
        }
    }
}
