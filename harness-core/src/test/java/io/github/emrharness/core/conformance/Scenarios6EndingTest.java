package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.conformance.EmrApi.Reply;
import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.StepState;

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
    void scenario_56_termination_by_request() {
        String id = emr.run();
        List<String> steps = emr.add(
                id,
                step("running", ActionOnFailure.TERMINATE_CLUSTER, "ignore-term"),
                step("pending", ActionOnFailure.TERMINATE_CLUSTER, "exit", "0"));
        emr.runner().process("running");

        Reply reply = emr.post("TerminateJobFlows", "{\"JobFlowIds\":[\"" + id + "\"]}");
        Cluster ended = emr.client()
                .waiter()
                .waitUntilClusterTerminated(request -> request.clusterId(id), EmrApi.WITHOUT_PAUSE)
                .matched()
                .response()
                .orElseThrow()
                .cluster();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(ended.status().stateChangeReason().code()).isEqualTo(ClusterStateChangeReasonCode.USER_REQUEST);
        assertThat(ended.status().stateChangeReason().message()).isEqualTo("Terminated by user request");
        assertThat(emr.stepStates(id)).containsExactly(StepState.CANCELLED, StepState.CANCELLED);
        assertThat(emr.runner().process("running").signals()).containsExactly("TERM", "KILL");
        assertThat(emr.runner().hasStarted("pending")).isFalse();
        for (String step : steps) {
            assertThat(emr.describe(id, step).status().stateChangeReason().message())
                    .isEqualTo("Job terminated");
        }
        terminate(id);
        assertThat(emr.describe(id).status()).isEqualTo(ended.status());
    }

    @Test
    void scenario_57_protected_clusters_are_not_terminated() {
        String isProtected = emr.run();
        protect(isProtected, true);
        String other = emr.run();

        emr.assertRefused(
                () -> terminate(isProtected, other),
                "ValidationException",
                "Could not shut down one or more job flows since they are termination protected.");
        emr.inside().awaitState(other, ClusterState.TERMINATED);
        assertThat(emr.describe(isProtected).status().state()).isEqualTo(ClusterState.WAITING);

        protect(isProtected, false);
        terminate(isProtected);
        emr.inside().awaitState(isProtected, ClusterState.TERMINATED);
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

    private void protect(String id, boolean value) {
        emr.client().setTerminationProtection(request -> request.jobFlowIds(id).terminationProtected(value));
    }

    private void terminate(String... ids) {
        emr.client().terminateJobFlows(request -> request.jobFlowIds(ids));
    }
}
