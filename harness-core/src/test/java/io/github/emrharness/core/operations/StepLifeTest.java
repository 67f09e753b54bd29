package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.core.operations.ScriptedStepRunner.ScriptedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.CancelStepsInfo;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.ModifyClusterResponse;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** Order, concurrency, cancelling, limits and listing of steps. */
class StepLifeTest {

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
    void steps_run_one_after_the_other_in_the_order_of_submission() {
        String cluster = emr.run();
        emr.add(cluster, step("a"), step("b", "exit", "0"), step("c", "exit", "0"));
        emr.runner().process("a");
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.RUNNING, StepState.PENDING, StepState.PENDING);

        emr.runner().process("a").exit(0);

        emr.awaitStepStates(cluster, StepState.COMPLETED, StepState.COMPLETED, StepState.COMPLETED);
        assertThat(emr.runner().order()).containsExactly("a", "b", "c");
    }

    private int level(String cluster, int level) {
        return emr.call(
                        ModifyClusterRequest.builder()
                                .clusterId(cluster)
                                .stepConcurrencyLevel(level)
                                .build(),
                        ModifyClusterResponse.class)
                .stepConcurrencyLevel();
    }

    @Test
    void actions_of_older_steps_do_not_act_once_the_level_is_raised() {
        String cluster = emr.run();
        emr.add(cluster, step("old", ActionOnFailure.TERMINATE_CLUSTER), step("next"));
        level(cluster, 2);

        emr.runner().process("old").exit(1);

        emr.awaitStepStates(cluster, StepState.FAILED, StepState.RUNNING);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.RUNNING);
    }

    @Test
    void cancel_and_wait_does_not_act_while_others_run_at_a_lowered_level() {
        String cluster = emr.run();
        emr.add(cluster, step("old", ActionOnFailure.CANCEL_AND_WAIT), step("other"), step("pending"));
        level(cluster, 2);
        emr.runner().process("other");
        level(cluster, 1);

        emr.runner().process("old").exit(1);

        emr.awaitStepStates(cluster, StepState.FAILED, StepState.RUNNING, StepState.PENDING);
    }

    @Test
    void the_strings_of_a_step_have_a_total_limit() {
        String cluster = emr.run();
        // "command-runner.jar" and "bash" have 22 characters.
        assertThat(emr.add(cluster, step("fits", "x".repeat(10_218)))).hasSize(1);

        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> emr.add(cluster, step("long", "x".repeat(10_219))))
                .withMessage("The strings of one HadoopJarStep may have at most 10240 characters in total; those of the"
                        + " step 'long' have 10241.");
    }

    @Test
    void a_step_needs_a_name_and_a_jar_and_all_is_told_at_once() {
        String cluster = emr.run();

        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> emr.add(
                        cluster,
                        StepConfig.builder()
                                .actionOnFailure("PANIC")
                                .hadoopJarStep(jarStep -> {})
                                .build()))
                .withMessage("3 validation errors detected: Value null at 'steps.1.member.name' failed to satisfy"
                        + " constraint: Member must not be null; Value 'PANIC' at 'steps.1.member.actionOnFailure'"
                        + " failed to satisfy constraint: Member must satisfy enum value set: [CANCEL_AND_WAIT,"
                        + " CONTINUE, TERMINATE_CLUSTER, TERMINATE_JOB_FLOW]; Value null at"
                        + " 'steps.1.member.hadoopJarStep.jar' failed to satisfy constraint: Member must not be null");
    }

    // ---- cancelling

    @Test
    void older_releases_cannot_cancel_what_runs_or_even_what_waits() {
        String running = emr.run(request -> request.releaseLabel("emr-5.27.0"));
        String id = emr.add(running, step("runs"), step("waits")).get(0);
        emr.runner().process("runs");
        String waiting = emr.run(request -> request.releaseLabel("emr-5.0.0").instances(instances -> instances
                .instanceCount(1)
                .masterInstanceType("m4.xlarge")
                .keepJobFlowAliveWhenNoSteps(true)));
        List<String> ids = emr.add(waiting, step("first"), step("second"));

        assertThat(emr.cancel(running, StepCancellationOption.SEND_INTERRUPT, id))
                .extracting(CancelStepsInfo::reason)
                .containsExactly("Step is not in a cancellable state.");
        assertThat(emr.cancel(waiting, StepCancellationOption.SEND_INTERRUPT, ids.get(1)))
                .extracting(CancelStepsInfo::reason)
                .containsExactly("Step is not in a cancellable state.");
    }

    @Test
    void a_cancelled_step_holds_its_slot_until_its_process_has_ended() {
        String cluster = emr.run();
        List<String> ids = emr.add(cluster, step("stubborn", "ignore-term"), step("next"));
        emr.runner().process("stubborn");
        emr.cancel(cluster, StepCancellationOption.SEND_INTERRUPT, ids.get(0));
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.CANCEL_PENDING, StepState.PENDING);

        emr.runner().process("stubborn").exit(143);

        emr.runner().process("next");
    }

    @Test
    void a_step_that_is_cancelled_while_it_is_prepared_never_starts(@TempDir Path directory) throws Exception {
        CountDownLatch preparing = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (EmrFixture slow = new EmrFixture(
                directory,
                settings -> settings.stepEnvironment(() -> {
                    preparing.countDown();
                    try {
                        cancelled.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Map.of();
                }))) {
            String cluster = slow.run();
            String id = slow.add(cluster, step("never")).get(0);
            preparing.await();

            slow.cancel(cluster, StepCancellationOption.SEND_INTERRUPT, id);
            cancelled.countDown();

            StepSnapshot end = slow.awaitStep(cluster, id, StepState.CANCELLED);
            assertThat(end.exitCode()).isEmpty();
            assertThat(slow.runner().order()).isEmpty();
        }
    }

    // ---- listing

    @Test
    void a_marker_that_is_none_is_refused() {
        emr.assertRefused(
                ListStepsRequest.builder()
                        .clusterId(emr.run())
                        .marker("made up")
                        .build(),
                "InvalidRequestException",
                "Invalid marker.");
    }

    @Test
    void exactly_50_steps_are_one_page() {
        String cluster = emr.run();
        emr.add(cluster, steps(50));

        assertThat(list(cluster, null).marker()).isNull();
        assertThat(list(cluster, null).steps()).hasSize(50);
    }

    private ListStepsResponse list(String cluster, String marker) {
        return emr.call(
                ListStepsRequest.builder().clusterId(cluster).marker(marker).build(), ListStepsResponse.class);
    }

    @Test
    void steps_are_filtered_by_state() {
        String cluster = emr.run();
        List<String> ids = emr.add(cluster, step("a"), step("b"), step("c"));

        ListStepsResponse pending = emr.call(
                ListStepsRequest.builder()
                        .clusterId(cluster)
                        .stepStates(StepState.PENDING)
                        .build(),
                ListStepsResponse.class);

        assertThat(pending.steps()).extracting(StepSummary::id).containsExactly(ids.get(2), ids.get(1));
    }

    @Test
    void a_step_is_told_as_it_was_given() {
        String cluster = emr.run();
        String id = emr.add(
                        cluster,
                        step("told").toBuilder()
                                .hadoopJarStep(jarStep -> jarStep.jar("command-runner.jar")
                                        .args("bash", "x")
                                        .properties(
                                                property -> property.key("k").value("v")))
                                .build())
                .get(0);

        Step step = emr.describe(cluster, id);

        assertThat(step.id()).matches("s-0[0-9A-Z]{19}");
        assertThat(step.name()).isEqualTo("told");
        assertThat(step.config().properties()).containsEntry("k", "v");
        assertThat(step.config().args()).containsExactly("bash", "x");
        assertThat(step.config().mainClass()).isNull();
        assertThat(step.status().stateChangeReason()).isNotNull();
        assertThat(step.status().failureDetails()).isNull();
    }

    // ---- time

    @Test
    void a_step_that_runs_too_long_is_killed_and_fails(@TempDir Path directory) {
        ManualHarnessClock clock = new ManualHarnessClock(Instant.EPOCH);
        try (EmrFixture limited = new EmrFixture(
                directory, settings -> settings.clock(clock).maximumStepTime(Optional.of(Duration.ofMinutes(10))))) {
            String cluster = limited.run();
            String id = limited.add(cluster, step("endless")).get(0);
            ScriptedProcess process = limited.runner().process("endless");
            clock.advance(Duration.ofMinutes(9));
            assertThat(process.signals()).isEmpty();

            clock.advance(Duration.ofMinutes(2));

            StepSnapshot failed = limited.awaitStep(cluster, id, StepState.FAILED);
            assertThat(process.signals()).containsExactly("KILL");
            assertThat(failed.failureDetails().orElseThrow().message())
                    .isEqualTo("The step was killed: it ran longer than PT10M, the maximum time of a step in this"
                            + " harness.");
        }
    }

    private static StepConfig[] steps(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> step("step " + number))
                .toArray(StepConfig[]::new);
    }
}
