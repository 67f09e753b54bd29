package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import io.github.emrharness.core.model.ClusterSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.StepState;

/** Holding a cluster in the states that it only passes through. */
class ProgressionTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void by_time_every_state_lasts_as_long_as_asked() {
        ManualHarnessClock clock = new ManualHarnessClock(START);
        try (EmrFixture emr = new EmrFixture(
                directory, settings -> settings.clock(clock).progression(Progression.after(Duration.ofMinutes(5))))) {
            String cluster = emr.run(request -> request.steps(step("first")));

            clock.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(emr.state(cluster)).isEqualTo(ClusterState.STARTING);
            clock.advance(Duration.ofMillis(1));
            assertThat(emr.state(cluster)).isEqualTo(ClusterState.BOOTSTRAPPING);
            assertThat(emr.stepStates(cluster)).containsExactly(StepState.PENDING);
            clock.advance(Duration.ofMinutes(5));
            assertThat(emr.state(cluster)).isEqualTo(ClusterState.RUNNING);
            emr.runner().process("first").exit(0);
            emr.awaitState(cluster, ClusterState.WAITING);

            emr.terminate(cluster);
            assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATING);
            clock.advance(Duration.ofMinutes(5));

            ClusterSnapshot ended = emr.snapshot(cluster);
            assertThat(ended.state()).isEqualTo(ClusterState.TERMINATED);
            assertThat(ended.created()).isEqualTo(START);
            assertThat(ended.ready()).hasValue(START.plus(Duration.ofMinutes(10)));
            assertThat(ended.ended()).hasValue(START.plus(Duration.ofMinutes(15)));
        }
    }

    @Test
    void a_cluster_terminated_while_starting_does_not_come_back() {
        ManualHarnessClock clock = new ManualHarnessClock(START);
        try (EmrFixture emr = new EmrFixture(
                directory, settings -> settings.clock(clock).progression(Progression.after(Duration.ofMinutes(5))))) {
            String cluster = emr.run(request -> request.steps(step("never")));
            clock.advance(Duration.ofMinutes(3));

            emr.terminate(cluster);
            clock.advance(Duration.ofMinutes(3));
            assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATING);
            clock.advance(Duration.ofMinutes(2));

            assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED);
            assertThat(emr.snapshot(cluster).ready()).isEmpty();
            assertThat(emr.stepStates(cluster)).containsExactly(StepState.CANCELLED);
        }
    }

    @Test
    void by_describes_every_state_is_told_that_often() {
        try (EmrFixture emr =
                new EmrFixture(directory, settings -> settings.progression(Progression.afterDescribes(2)))) {
            String cluster = emr.run();

            assertThat(told(emr, cluster)).isEqualTo(ClusterState.STARTING);
            emr.service().execute(ListClustersRequest.builder().build());
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.BOOTSTRAPPING);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.BOOTSTRAPPING);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.WAITING);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.WAITING);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.WAITING);

            emr.terminate(cluster);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.TERMINATING);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.TERMINATING);
            assertThat(told(emr, cluster)).isEqualTo(ClusterState.TERMINATED);
        }
    }

    private static ClusterState told(EmrFixture emr, String cluster) {
        return emr.describe(cluster).status().state();
    }
}
