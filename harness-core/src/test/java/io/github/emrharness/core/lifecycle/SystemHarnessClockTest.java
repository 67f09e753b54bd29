package io.github.emrharness.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemHarnessClockTest {

    @Test
    void runs_tasks_even_after_one_has_failed() throws InterruptedException {
        try (HarnessClock clock = HarnessClock.system()) {
            CountDownLatch ran = new CountDownLatch(1);
            clock.schedule(Duration.ZERO, () -> {
                throw new IllegalStateException("logged only");
            });
            clock.schedule(Duration.ofMillis(1), ran::countDown);

            assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_closed_clock_takes_tasks_and_drops_them() {
        HarnessClock clock = HarnessClock.system();
        clock.schedule(Duration.ofHours(1), () -> {});
        clock.close();

        clock.schedule(Duration.ZERO, () -> {
            throw new AssertionError("ran after the close");
        });
        clock.close();

        assertThat(clock.now().getNano() % 1_000_000).isZero();
    }
}
