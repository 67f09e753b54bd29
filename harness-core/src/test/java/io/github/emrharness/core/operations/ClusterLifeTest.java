package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.model.ClusterSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsRequest;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepTimeline;

/** How clusters begin and end; the numbers are those of the scenarios in the behaviour reference. */
class ClusterLifeTest {

    private static final ClusterStateChangeReason STEP_FAILURE =
            reason(ClusterStateChangeReasonCode.STEP_FAILURE, "Shut down as step failed");
    private static final ClusterStateChangeReason COMPLETED =
            reason(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED, "Steps completed");
    private static final ClusterStateChangeReason WAITS = reason(null, "Cluster ready after last step completed.");

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void a_transient_cluster_without_steps_ends_at_once() {
        assertThat(emr.state(emr.run(EmrFixture::transientCluster))).isEqualTo(ClusterState.TERMINATED);
    }

    @Test
    void scenario_33_a_step_runs_on_a_waiting_cluster() {
        String cluster = emr.run();

        String step = emr.add(cluster, step("one", "exit", "0")).get(0);

        emr.awaitStep(cluster, step, StepState.COMPLETED);
        ClusterSnapshot after = emr.awaitState(cluster, ClusterState.WAITING);
        assertThat(after.stateChangeReason()).isEqualTo(WAITS);
        StepTimeline timeline = emr.describe(cluster, step).status().timeline();
        assertThat(timeline.creationDateTime()).isBeforeOrEqualTo(timeline.startDateTime());
        assertThat(timeline.startDateTime()).isBeforeOrEqualTo(timeline.endDateTime());
        assertThat(after.steps().get(0).exitCode()).hasValue(0);
    }

    static Stream<Arguments> failures() {
        StepState cancelled = StepState.CANCELLED;
        StepState completed = StepState.COMPLETED;
        ClusterState waiting = ClusterState.WAITING;
        ClusterState errors = ClusterState.TERMINATED_WITH_ERRORS;
        ClusterState terminated = ClusterState.TERMINATED;
        return Stream.of(
                // action, keep alive, protected -> the other steps, the cluster, its reason
                Arguments.of(ActionOnFailure.TERMINATE_CLUSTER, true, false, cancelled, errors, STEP_FAILURE),
                Arguments.of(ActionOnFailure.TERMINATE_JOB_FLOW, true, false, cancelled, errors, STEP_FAILURE),
                Arguments.of(ActionOnFailure.TERMINATE_CLUSTER, true, true, cancelled, waiting, WAITS),
                Arguments.of(ActionOnFailure.TERMINATE_CLUSTER, false, true, cancelled, errors, STEP_FAILURE),
                Arguments.of(ActionOnFailure.TERMINATE_CLUSTER, false, false, cancelled, errors, STEP_FAILURE),
                Arguments.of(ActionOnFailure.CANCEL_AND_WAIT, true, false, cancelled, waiting, WAITS),
                Arguments.of(ActionOnFailure.CANCEL_AND_WAIT, true, true, cancelled, waiting, WAITS),
                Arguments.of(ActionOnFailure.CANCEL_AND_WAIT, false, false, cancelled, terminated, COMPLETED),
                Arguments.of(ActionOnFailure.CONTINUE, true, false, completed, waiting, WAITS),
                Arguments.of(ActionOnFailure.CONTINUE, false, false, completed, terminated, COMPLETED),
                Arguments.of(ActionOnFailure.CONTINUE, false, true, completed, terminated, COMPLETED),
                // Scenario 39: without an action it is TERMINATE_CLUSTER.
                Arguments.of(null, true, false, cancelled, errors, STEP_FAILURE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void scenarios_34_to_39_a_failing_step(
            ActionOnFailure action,
            boolean keepAlive,
            boolean isProtected,
            StepState others,
            ClusterState clusterState,
            ClusterStateChangeReason reason) {
        String cluster = emr.run(
                request -> request.instances(request.build().instances().toBuilder()
                        .keepJobFlowAliveWhenNoSteps(keepAlive)
                        .terminationProtected(isProtected)
                        .build()),
                request ->
                        request.steps(step("first", action), step("second", "exit", "0"), step("third", "exit", "0")));

        emr.runner().process("first").exit(1);

        emr.awaitState(cluster, clusterState);
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.FAILED, others, others);
        assertThat(emr.describe(cluster).status().stateChangeReason()).isEqualTo(reason);
        String first = emr.snapshot(cluster).steps().get(0).stepId();
        assertThat(emr.describe(cluster, first).actionOnFailure())
                .isEqualTo(action == null ? ActionOnFailure.TERMINATE_CLUSTER : action);
    }

    @Test
    void scenario_45_an_ended_cluster_takes_no_steps() {
        String cluster = emr.run();
        emr.terminate(cluster);

        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> emr.add(cluster, step("late", "exit", "0")))
                .withMessage("A job flow that is shutting down, terminated, or finished may not be modified.")
                .returns("ValidationException", EmrServiceException::code);
    }

    @Test
    void scenario_56_termination_by_request() {
        String cluster = emr.run();
        List<String> steps = emr.add(
                cluster,
                step("running", ActionOnFailure.TERMINATE_CLUSTER, "ignore-term"),
                step("pending", ActionOnFailure.TERMINATE_CLUSTER, "exit", "0"));
        emr.runner().process("running");

        emr.terminate(cluster);
        ClusterSnapshot ended = emr.awaitState(cluster, ClusterState.TERMINATED);
        emr.terminate(cluster);

        assertThat(ended.stateChangeReason())
                .isEqualTo(reason(ClusterStateChangeReasonCode.USER_REQUEST, "Terminated by user request"));
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.CANCELLED, StepState.CANCELLED);
        assertThat(emr.runner().process("running").signals()).containsExactly("TERM", "KILL");
        assertThat(emr.runner().hasStarted("pending")).isFalse();
        for (String step : steps) {
            assertThat(emr.describe(cluster, step).status().stateChangeReason().message())
                    .isEqualTo("Job terminated");
        }
    }

    @Test
    void scenario_57_protected_clusters_are_not_terminated() {
        String isProtected = emr.run();
        emr.protect(isProtected, true);
        String other = emr.run();

        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> emr.terminate(isProtected, other))
                .withMessage("Could not shut down one or more job flows since they are termination protected.");
        assertThat(emr.state(other)).isEqualTo(ClusterState.TERMINATED);
        assertThat(emr.state(isProtected)).isEqualTo(ClusterState.WAITING);

        emr.protect(isProtected, false);
        emr.terminate(isProtected);
        assertThat(emr.state(isProtected)).isEqualTo(ClusterState.TERMINATED);
    }

    @Test
    void taking_keep_alive_away_ends_a_waiting_cluster() {
        String cluster = emr.run();

        emr.service()
                .execute(SetKeepJobFlowAliveWhenNoStepsRequest.builder()
                        .jobFlowIds(cluster)
                        .keepJobFlowAliveWhenNoSteps(false)
                        .build());

        assertThat(emr.describe(cluster).status().state()).isEqualTo(ClusterState.TERMINATED);
        assertThat(emr.describe(cluster).status().stateChangeReason()).isEqualTo(COMPLETED);
        assertThat(emr.describe(cluster).autoTerminate()).isTrue();
    }

    private static ClusterStateChangeReason reason(ClusterStateChangeReasonCode code, String message) {
        return ClusterStateChangeReason.builder().code(code).message(message).build();
    }
}
