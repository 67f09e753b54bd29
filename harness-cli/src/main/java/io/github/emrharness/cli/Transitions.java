package io.github.emrharness.cli;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.emr.model.ClusterState;

/** Picks, of all that is announced in a harness, the steps and clusters that entered a state. */
final class Transitions implements Consumer<EmrEvent> {

    private final Words words;
    private final Consumer<String> lines;
    private final Map<String, ClusterState> stateOfLivingCluster = new ConcurrentHashMap<>();

    Transitions(Words words, Consumer<String> lines) {
        this.words = words;
        this.lines = lines;
    }

    @Override
    public void accept(EmrEvent event) {
        line(event).ifPresent(lines);
    }

    private Optional<String> line(EmrEvent event) {
        if (event instanceof EmrEvent.StepChanged changed) {
            return Optional.of(words.step(changed.at(), changed.step()));
        }
        if (event instanceof EmrEvent.ClusterChanged changed && isNew(changed.cluster())) {
            return Optional.of(words.cluster(changed.at(), changed.cluster()));
        }
        return Optional.empty();
    }

    /** An attribute of a cluster may have changed as well. */
    private boolean isNew(ClusterSnapshot cluster) {
        if (cluster.isFinal()) {
            stateOfLivingCluster.remove(cluster.clusterId());
            return true;
        }
        return stateOfLivingCluster.put(cluster.clusterId(), cluster.state()) != cluster.state();
    }

    /** Puts a transition into one line. */
    interface Words {

        String cluster(Instant at, ClusterSnapshot cluster);

        String step(Instant at, StepSnapshot step);
    }
}
