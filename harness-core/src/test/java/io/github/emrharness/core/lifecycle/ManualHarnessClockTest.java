package io.github.emrharness.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualHarnessClockTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final ManualHarnessClock clock = new ManualHarnessClock(START);
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasks_run_in_the_order_of_their_times_and_see_their_time() {
        clock.schedule(Duration.ofSeconds(2), () -> ran.add("second at " + clock.now()));
        clock.schedule(Duration.ofSeconds(1), () -> {
            ran.add("first at " + clock.now());
            clock.schedule(Duration.ofMillis(500), () -> ran.add("between at " + clock.now()));
        });
        clock.schedule(Duration.ofSeconds(4), () -> ran.add("not yet"));

        clock.advance(Duration.ofSeconds(3));

        assertThat(ran)
                .containsExactly(
                        "first at 2026-11-22T12:00:01Z",
                        "between at 2026-11-22T12:00:01.500Z",
                        "second at 2026-11-22T12:00:02Z");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void a_cancelled_task_does_not_run() {
        clock.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled")).cancel();
        clock.schedule(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("logged only");
        });
        clock.schedule(Duration.ofSeconds(1), () -> ran.add("next"));

        clock.advance(Duration.ofSeconds(1));

        assertThat(ran).containsExactly("next");
    }

    @Test
    void a_closed_clock_runs_nothing() {
        clock.schedule(Duration.ofSeconds(1), () -> ran.add("dropped"));
        clock.close();
        clock.schedule(Duration.ofSeconds(1), () -> ran.add("never")).cancel();

        clock.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
    }

    @Test
    void time_does_not_go_back() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessage("Time cannot go back by PT1S");
    }
}
