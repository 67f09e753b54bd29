package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.events.EmrEvents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AwaitTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<Consumer<? super EmrEvent>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final EmrEvents events = listener -> {
        listeners.add(listener);
        subscribed.countDown();
        return () -> listeners.remove(listener);
    };

    @Test
    void a_state_that_is_there_already_needs_no_event() {
        assertThat(Await.until(events, () -> 1, event -> Optional.<Integer>empty(), n -> n == 1, LONG))
                .contains(1);
        assertThat(listeners).isEmpty();
    }

    @Test
    void a_state_that_lasts_only_a_moment_is_seen() throws Exception {
        AtomicInteger next = new AtomicInteger(1);
        CompletableFuture<Optional<Integer>> found = CompletableFuture.supplyAsync(
                () -> Await.until(events, () -> 0, event -> Optional.of(next.getAndIncrement()), n -> n == 2, LONG));
        assertThat(subscribed.await(60, TimeUnit.SECONDS)).isTrue();
        Consumer<? super EmrEvent> listener = listeners.get(0);
        for (int i = 0; i < 5; i++) {
            listener.accept(null);
        }
        assertThat(found.get(60, TimeUnit.SECONDS)).contains(2);
        assertThat(listeners).isEmpty();
    }

    @Test
    void without_it_the_time_runs_out() {
        assertThat(Await.until(events, () -> 0, event -> Optional.<Integer>empty(), n -> n == 1, Duration.ofMillis(1)))
                .isEmpty();
        assertThat(listeners).isEmpty();
    }

    @Test
    void an_interrupt_ends_waiting_and_is_kept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Await.until(
                        events,
                        () -> 0,
                        event -> Optional.<Integer>empty(),
                        n -> n == 1,
                        Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(AwaitException.class)
                .hasMessage("The thread was interrupted while it waited for a change of state.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(listeners).isEmpty();
    }
}
