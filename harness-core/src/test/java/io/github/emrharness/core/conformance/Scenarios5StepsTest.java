package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.operations.ScriptedStepRunner.ScriptedProcess;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.CancelStepsInfo;
import software.amazon.awssdk.services.emr.model.CancelStepsRequestStatus;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;
import software.amazon.awssdk.services.emr.model.StepTimeline;

/** Scenarios 33 to 55: the life of steps. */
@Timeout(120)
class Scenarios5StepsTest {

    private static final ClusterStateChangeReason STEP_FAILURE =
            reason(ClusterStateChangeReasonCode.STEP_FAILURE, "Shut down as step failed");
    private static final ClusterStateChangeReason COMPLETED =
            reason(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED, "Steps completed");
    private static final ClusterStateChangeReason READY_AGAIN =
            reason(null, "Cluster ready after last step completed.");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        store.createBucket("b");
        emr = new EmrApi(directory, settings -> settings.objectStore(() -> store));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_33_a_step_runs_on_a_waiting_cluster() {
        String cluster = emr.run();
        List<StepState> steps = Collections.synchronizedList(new ArrayList<>());
        List<ClusterState> clusters = Collections.synchronizedList(new ArrayList<>());
        emr.inside().events().subscribe(event -> {
            if (event instanceof EmrEvent.StepChanged changed) {
                steps.add(changed.step().state());
            } else if (event instanceof EmrEvent.ClusterChanged changed) {
                clusters.add(changed.cluster().state());
            }
        });

        String step = emr.add(cluster, step("one")).get(0);
        ScriptedProcess process = emr.runner().process("one");
        assertThat(emr.describe(cluster).status().stateChangeReason()).isEqualTo(reason(null, "Running step"));
        process.exit(0);

        emr.client()
                .waiter()
                .waitUntilStepComplete(request -> request.clusterId(cluster).stepId(step), EmrApi.WITHOUT_PAUSE);
        emr.inside().awaitState(cluster, ClusterState.WAITING);
        assertThat(emr.describe(cluster).status().stateChangeReason()).isEqualTo(READY_AGAIN);
        StepTimeline timeline = emr.describe(cluster, step).status().timeline();
        assertThat(timeline.creationDateTime()).isBeforeOrEqualTo(timeline.startDateTime());
        assertThat(timeline.startDateTime()).isBeforeOrEqualTo(timeline.endDateTime());
        assertThat(steps).containsExactly(StepState.PENDING, StepState.RUNNING, StepState.COMPLETED);
        assertThat(clusters).containsExactly(ClusterState.RUNNING, ClusterState.WAITING);
    }

    static Stream<Arguments> failures() {
        StepState cancelled = StepState.CANCELLED;
        StepState completed = StepState.COMPLETED;
        ClusterState waiting = ClusterState.WAITING;
        ClusterState errors = ClusterState.TERMINATED_WITH_ERRORS;
        ClusterState terminated = ClusterState.TERMINATED;
        return Stream.of(
                // scenario, action, keep alive, protected -> the other steps, the cluster, its reason
                Arguments.of(34, ActionOnFailure.TERMINATE_CLUSTER, true, false, cancelled, errors, STEP_FAILURE),
                Arguments.of(34, ActionOnFailure.TERMINATE_JOB_FLOW, true, false, cancelled, errors, STEP_FAILURE),
                Arguments.of(35, ActionOnFailure.TERMINATE_CLUSTER, true, true, cancelled, waiting, READY_AGAIN),
                Arguments.of(36, ActionOnFailure.TERMINATE_CLUSTER, false, true, cancelled, errors, STEP_FAILURE),
                Arguments.of(36, ActionOnFailure.TERMINATE_CLUSTER, false, false, cancelled, errors, STEP_FAILURE),
                Arguments.of(37, ActionOnFailure.CANCEL_AND_WAIT, true, false, cancelled, waiting, READY_AGAIN),
                Arguments.of(37, ActionOnFailure.CANCEL_AND_WAIT, true, true, cancelled, waiting, READY_AGAIN),
                Arguments.of(37, ActionOnFailure.CANCEL_AND_WAIT, false, false, cancelled, terminated, COMPLETED),
                Arguments.of(38, ActionOnFailure.CONTINUE, true, false, completed, waiting, READY_AGAIN),
                Arguments.of(38, ActionOnFailure.CONTINUE, false, false, completed, terminated, COMPLETED),
                Arguments.of(38, ActionOnFailure.CONTINUE, false, true, completed, terminated, COMPLETED),
                Arguments.of(39, null, true, false, cancelled, errors, STEP_FAILURE));
    }

    @ParameterizedTest(name = "scenario {0}: {1}, keep alive: {2}, protected: {3}")
    @MethodSource("failures")
    void scenarios_34_to_39_a_failing_step(
            int scenario,
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

        emr.inside().awaitState(cluster, clusterState);
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.FAILED, others, others);
        assertThat(emr.describe(cluster).status().stateChangeReason()).isEqualTo(reason);
        StepSummary first = emr.client()
                .listSteps(request -> request.clusterId(cluster))
                .steps()
                .get(2);
        assertThat(emr.describe(cluster, first.id()).actionOnFailure())
                .isEqualTo(action == null ? ActionOnFailure.TERMINATE_CLUSTER : action);
    }

    @Test
    void scenario_40_only_continue_may_be_submitted_at_a_level_above_1() {
        String cluster = emr.run(request -> request.stepConcurrencyLevel(2));

        emr.assertRefused(
                () -> emr.add(
                        cluster, step("fine", "exit", "0"), step("not", ActionOnFailure.CANCEL_AND_WAIT, "exit", "0")),
                "ValidationException",
                "Action on failure 'CANCEL_AND_WAIT' is invalid.");
        assertThat(emr.stepStates(cluster)).isEmpty();
    }

    @Test
    void scenarios_41_and_42_concurrency() {
        String cluster = emr.run(request -> request.stepConcurrencyLevel(3));
        emr.add(cluster, step("1"), step("2"), step("3"), step("4"), step("5"), step("6"));
        for (String name : List.of("1", "2", "3")) {
            emr.runner().process(name);
        }
        assertThat(emr.stepStates(cluster))
                .startsWith(StepState.RUNNING, StepState.RUNNING, StepState.RUNNING, StepState.PENDING);

        emr.runner().process("2").exit(0);
        emr.runner().process("4");
        assertThat(emr.stepStates(cluster).get(4)).isEqualTo(StepState.PENDING);

        assertThat(level(cluster, 1)).isEqualTo(1);
        assertThat(emr.stepStates(cluster))
                .containsExactly(
                        StepState.RUNNING,
                        StepState.COMPLETED,
                        StepState.RUNNING,
                        StepState.RUNNING,
                        StepState.PENDING,
                        StepState.PENDING);
        emr.runner().process("1").exit(0);
        emr.runner().process("3").exit(0);
        emr.inside().await(cluster, now -> now.steps().get(2).isFinal());
        assertThat(emr.stepStates(cluster).get(4)).isEqualTo(StepState.PENDING);

        emr.runner().process("4").exit(0);
        emr.runner().process("5");
        assertThat(emr.stepStates(cluster).get(5)).isEqualTo(StepState.PENDING);

        level(cluster, 2);
        emr.runner().process("6");
    }

    private int level(String cluster, int level) {
        return emr.client()
                .modifyCluster(request -> request.clusterId(cluster).stepConcurrencyLevel(level))
                .stepConcurrencyLevel();
    }

    @Test
    void scenario_43_at_most_256_steps_are_active() {
        String cluster = emr.run();
        emr.add(cluster, steps(256));

        emr.assertRefused(
                () -> emr.add(cluster, step("one more")),
                "ValidationException",
                "Maximum number of active steps(State = 'Running', 'Pending' or 'Cancel_Pending') for cluster"
                        + " exceeded.");
    }

    @Test
    void scenario_44_at_most_100_steps_in_a_request_since_7_14() {
        String cluster = emr.run(request -> request.releaseLabel("emr-7.14.0"));
        String older = emr.run(request -> request.releaseLabel("emr-7.13.0"));

        emr.assertRefused(
                () -> emr.add(cluster, steps(101)),
                "ValidationException",
                "A request may add at most 100 steps with emr-7.14.0; this one has 101.");
        assertThat(emr.add(cluster, steps(100))).hasSize(100);
        assertThat(emr.add(older, steps(256))).hasSize(256);
    }

    @Test
    void scenario_45_an_ended_cluster_takes_no_steps() {
        String cluster = emr.run();
        emr.inside().terminate(cluster);

        emr.assertRefused(
                () -> emr.add(cluster, step("late", "exit", "0")),
                "ValidationException",
                "A job flow that is shutting down, terminated, or finished may not be modified.");
    }

    @Test
    void scenario_46_cancelling_a_running_and_a_pending_step() throws InterruptedException {
        String cluster = emr.run();
        List<String> ids =
                emr.add(cluster, step("running", ActionOnFailure.TERMINATE_CLUSTER, "ignore-term"), step("pending"));
        ScriptedProcess process = emr.runner().process("running");

        List<CancelStepsInfo> answers = cancel(cluster, StepCancellationOption.SEND_INTERRUPT, ids.get(0), ids.get(1));

        assertThat(answers).extracting(CancelStepsInfo::stepId).containsExactlyElementsOf(ids);
        assertThat(answers).extracting(CancelStepsInfo::status).containsOnly(CancelStepsRequestStatus.SUBMITTED);
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.CANCEL_PENDING, StepState.CANCELLED);
        assertThat(emr.describe(cluster, ids.get(1)).status().timeline().startDateTime())
                .isNull();
        assertThat(process.awaitSignals()).containsExactly("TERM");

        process.exit(0);
        emr.inside().awaitStepStates(cluster, StepState.CANCELLED, StepState.CANCELLED);
        emr.inside().awaitState(cluster, ClusterState.WAITING);
    }

    @Test
    void scenario_47_cancelling_with_force() {
        String cluster = emr.run();
        String id = emr.add(cluster, step("stubborn", "ignore-term")).get(0);
        ScriptedProcess process = emr.runner().process("stubborn");

        cancel(cluster, StepCancellationOption.TERMINATE_PROCESS, id);

        emr.inside().awaitStep(cluster, id, StepState.CANCELLED);
        assertThat(process.signals()).containsExactly("KILL");
        assertThat(emr.describe(cluster, id).status().failureDetails()).isNull();
    }

    @Test
    void scenario_48_what_has_ended_cannot_be_cancelled() {
        String cluster = emr.run();
        String id = emr.add(cluster, step("done", "exit", "0")).get(0);
        emr.inside().awaitStep(cluster, id, StepState.COMPLETED);

        List<CancelStepsInfo> answers = cancel(cluster, StepCancellationOption.SEND_INTERRUPT, id, "s-NOPE");

        assertThat(answers).extracting(CancelStepsInfo::status).containsOnly(CancelStepsRequestStatus.FAILED);
        assertThat(answers)
                .extracting(CancelStepsInfo::reason)
                .containsExactly("Step is not in a cancellable state.", "Step id 's-NOPE' is not valid.");
    }

    private List<CancelStepsInfo> cancel(String cluster, StepCancellationOption option, String... ids) {
        return emr.client()
                .cancelSteps(request -> request.clusterId(cluster).stepIds(ids).stepCancellationOption(option))
                .cancelStepsInfoList();
    }

    @Test
    void scenario_49_steps_are_listed_newest_first_in_pages_of_50() {
        String cluster = emr.run();
        List<String> ids = emr.add(cluster, steps(120));

        ListStepsResponse first = list(cluster, null);
        String late = emr.add(cluster, step("late")).get(0);
        ListStepsResponse second = list(cluster, first.marker());
        ListStepsResponse third = list(cluster, second.marker());

        assertThat(first.steps())
                .extracting(StepSummary::id)
                .startsWith(ids.get(119))
                .hasSize(50);
        assertThat(second.steps())
                .extracting(StepSummary::id)
                .startsWith(ids.get(69))
                .hasSize(50);
        assertThat(third.steps())
                .extracting(StepSummary::id)
                .endsWith(ids.get(0))
                .hasSize(20);
        assertThat(third.marker()).isNull();
        assertThat(list(cluster, null).steps()).extracting(StepSummary::id).startsWith(late);
    }

    private ListStepsResponse list(String cluster, String marker) {
        return emr.client().listSteps(request -> request.clusterId(cluster).marker(marker));
    }

    @Test
    void scenario_50_steps_by_id() {
        String cluster = emr.run();
        List<String> ids = emr.add(cluster, step("a"), step("b"));
        String a = ids.get(0);
        String b = ids.get(1);

        ListStepsResponse response =
                emr.client().listSteps(request -> request.clusterId(cluster).stepIds(b, a, a));

        assertThat(response.steps()).extracting(StepSummary::id).containsExactly(b, a, a);
        emr.assertRefused(
                () -> emr.client()
                        .listSteps(
                                request -> request.clusterId(cluster).stepIds(a).stepStates(StepState.RUNNING)),
                "InvalidRequestException",
                "Cannot specify both StepIds and StepStates.");
        emr.assertRefused(
                () -> emr.client()
                        .listSteps(request -> request.clusterId(cluster).stepIds("s-NOPE")),
                "InvalidRequestException",
                "Step id 's-NOPE' is not valid.");
    }

    @Test
    void scenario_54_logs_are_archived_before_the_step_is_over() throws IOException {
        String cluster = emr.run(request -> request.logUri("s3://b/logs"));
        String step = emr.add(cluster, step("logged")).get(0);
        ScriptedProcess process = emr.runner().process("logged");
        process.stdout("hello");
        process.stderr("warning");
        process.context().logs().syslog().write("client\n".getBytes(StandardCharsets.UTF_8));
        // On this machine they can be read at once, while the step runs.
        Path logs = emr.inside().awaitStep(cluster, step, StepState.RUNNING).logDirectory();
        assertThat(logs.resolve("stdout")).hasContent("hello");

        process.exit(0);
        emr.inside().awaitStep(cluster, step, StepState.COMPLETED);

        String prefix = "logs/" + cluster + "/steps/" + step + "/";
        assertThat(store.list("b", ""))
                .extracting(StoredObject::key)
                .containsExactly(
                        prefix + "controller.gz", prefix + "stderr.gz", prefix + "stdout.gz", prefix + "syslog.gz");
        assertThat(store.unzipped("b", prefix + "stdout.gz")).isEqualTo("hello\n");
        assertThat(store.unzipped("b", prefix + "stderr.gz")).isEqualTo("warning\nCommand exiting with ret '0'\n");
        assertThat(store.unzipped("b", prefix + "syslog.gz")).isEqualTo("client\n");
        assertThat(logs).isDirectoryNotContaining("glob:**.gz");
    }

    private static StepConfig[] steps(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> step("step " + number))
                .toArray(StepConfig[]::new);
    }

    private static ClusterStateChangeReason reason(ClusterStateChangeReasonCode code, String message) {
        return ClusterStateChangeReason.builder().code(code).message(message).build();
    }
}
