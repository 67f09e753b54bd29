package io.github.emrharness.core.events;

import io.github.emrharness.core.model.ChangeSink;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.InstanceCollectionTransition;
import io.github.emrharness.core.model.InstanceFleetSnapshot;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the events from the clusters to the listeners. */
public final class EventBus implements EmrEvents {

    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(Consumer<? super EmrEvent> listener) {
        Listener entry = new Listener(listener);
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    /** Gives one cluster its way to the listeners. */
    public ChangeSink openChannel() {
        return new Channel();
    }

    private void dispatch(EmrEvent event) {
        for (Listener listener : listeners) {
            try {
                listener.consumer.accept(event);
            } catch (RuntimeException | Error e) {
                LOG.warn("A listener failed on the event {}", event, e);
            }
        }
    }

    /** Without equals of its own, so that a consumer that subscribes twice has two subscriptions. */
    private static final class Listener {

        private final Consumer<? super EmrEvent> consumer;

        Listener(Consumer<? super EmrEvent> consumer) {
            this.consumer = consumer;
        }
    }

    /**
     * Keeps the order of one cluster's events without holding a lock while listeners run: whoever comes first delivers
     * all that is waiting, the others leave theirs to it.
     */
    private final class Channel implements ChangeSink {

        private final Queue<EmrEvent> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger deliveries = new AtomicInteger();

        @Override
        public void clusterChanged(Instant at, ClusterSnapshot cluster) {
            waiting.add(new EmrEvent.ClusterChanged(at, cluster));
        }

        @Override
        public void stepChanged(Instant at, StepSnapshot step) {
            waiting.add(new EmrEvent.StepChanged(at, step));
        }

        @Override
        public void instanceGroupChanged(
                Instant at, InstanceGroupSnapshot group, Optional<InstanceCollectionTransition> transition) {
            waiting.add(new EmrEvent.InstanceGroupChanged(at, group, transition));
        }

        @Override
        public void instanceFleetChanged(
                Instant at, InstanceFleetSnapshot fleet, Optional<InstanceCollectionTransition> transition) {
            waiting.add(new EmrEvent.InstanceFleetChanged(at, fleet, transition));
        }

        @Override
        public void deliver() {
            if (deliveries.getAndIncrement() != 0) {
                return;
            }
            int seen = 1;
            do {
                for (EmrEvent event = waiting.poll(); event != null; event = waiting.poll()) {
                    dispatch(event);
                }
                seen = deliveries.addAndGet(-seen);
            } while (seen != 0);
        }
    }
}
