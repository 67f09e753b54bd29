package io.github.emrharness.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.ChangeSink;
import io.github.emrharness.core.model.ClusterSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventBusTest {

    private final EventBus bus = new EventBus();
    private final ChangeSink channel = bus.openChannel();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void a_change_made_by_a_listener_comes_after_the_change_it_hears_of() {
        bus.subscribe(event -> {
            if (name(event).equals("1")) {
                change("2");
            }
            heard.add(name(event));
        });

        change("1");

        assertThat(heard).containsExactly("1", "2");
    }

    @Test
    void a_failing_listener_stops_no_other() {
        bus.subscribe(event -> {
            throw new AssertionError("logged only");
        });
        bus.subscribe(event -> heard.add(name(event)));

        change("1");
        change("2");

        assertThat(heard).containsExactly("1", "2");
    }

    @Test
    void a_subscription_ends_alone() {
        EmrEvents.Subscription first = bus.subscribe(event -> heard.add(name(event)));
        bus.subscribe(event -> heard.add(name(event)));
        first.close();
        first.close();

        change("1");

        assertThat(heard).containsExactly("1");
    }

    @Test
    void what_many_threads_change_arrives_completely_and_one_at_a_time() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        bus.subscribe(event -> {
            if (inside.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            heard.add(name(event));
            inside.decrementAndGet();
        });
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int k = 0; k < 500; k++) {
                    change("x");
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(heard).hasSize(2_000);
        assertThat(overlaps).hasValue(0);
    }

    private void change(String name) {
        channel.clusterChanged(
                Instant.EPOCH,
                new ClusterSnapshot(
                        "j-1",
                        name,
                        "emr-7.10.0",
                        ClusterState.WAITING,
                        ClusterStateChangeReason.builder().build(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        channel.deliver();
    }

    private static String name(EmrEvent event) {
        return ((EmrEvent.ClusterChanged) event).cluster().name();
    }
}
