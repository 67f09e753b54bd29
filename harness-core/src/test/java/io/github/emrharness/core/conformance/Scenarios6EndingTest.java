package io.github.emrharness.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;

/** Scenarios 56 to 59: how clusters end. */
@Timeout(120)
class Scenarios6EndingTest {

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-11-22T12:00:00Z"));
    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(directory, settings -> settings.clock(clock));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_59_an_idle_cluster_ends_by_its_auto_termination_policy() {
        String cluster = emr.run(request -> request.releaseLabel("emr-6.4.0"));

        emr.assertRefused(
                () -> emr.client().putAutoTerminationPolicy(request -> request.clusterId(cluster)
                        .autoTerminationPolicy(p -> p.idleTimeout(59L))),
                "ValidationException",
                "The IdleTimeout of an auto-termination policy must be from 60 to 604800 seconds (7 days); this one is"
                        + " 59.");
        emr.client().putAutoTerminationPolicy(request -> request.clusterId(cluster)
                .autoTerminationPolicy(p -> p.idleTimeout(60L)));
        clock.advance(Duration.ofMillis(59_999));
        assertThat(emr.describe(cluster).status().state()).isEqualTo(ClusterState.WAITING);
        clock.advance(Duration.ofMillis(1));

        assertThat(emr.describe(cluster).status().state()).isEqualTo(ClusterState.TERMINATED);
        assertThat(emr.describe(cluster).status().timeline().endDateTime()).isEqualTo("2026-11-22T12:01:00Z");
    }
}
