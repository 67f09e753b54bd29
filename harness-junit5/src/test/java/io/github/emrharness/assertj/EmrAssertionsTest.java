package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.testing.ScriptedEngineProvider.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.emrharness.Emr;
import io.github.emrharness.S3Prefix;
import io.github.emrharness.StepHandle;
import io.github.emrharness.junit5.EmrTest;
import io.github.emrharness.junit5.Sharing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.StepState;

@EmrTest(
        applications = {},
        sharing = Sharing.PER_METHOD)
class EmrAssertionsTest {

    @Test
    void a_failed_step_tells_why_it_did_not_complete(Emr emr) {
        StepHandle step = emr.submit(scripted("err=boom", "exit=3").name("Aggregate"));
        AssertionFailedError error = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(step).completes());
        assertThat(plain(error))
                .startsWith(
                        """

                Expecting step to be
                  COMPLETED
                but was
                  "Aggregate" (STEP, cluster CLUSTER): FAILED after 0.0 s, exit code 3""")
                .contains("\n    end of stderr:\n      boom");
        assertThat(error.getExpected().getValue()).isEqualTo(StepState.COMPLETED);
        assertThat(error.getActual().getValue()).isEqualTo(StepState.FAILED);
    }

    @Test
    void a_completed_step_tells_that_it_did_not_fail(Emr emr) {
        StepHandle step = emr.submit(scripted("exit=0").name("Fine"));
        assertThatThrownBy(() -> assertThat(step).fails())
                .satisfies(
                        error -> assertThat(plain(error))
                                .isEqualTo(
                                        """

                        Expecting step to be
                          FAILED
                        but was
                          "Fine" (STEP, cluster CLUSTER): COMPLETED after 0.0 s, exit code 0"""));
        assertThatThrownBy(() -> assertThat(step).isCancelled()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(step).hasState(StepState.RUNNING)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(step).reaches(StepState.CANCEL_PENDING))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(step).hasFailureReason("x")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(step).hasFailureMessageContaining("x"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_step_that_goes_on_fails_the_assertion_at_the_deadline(Emr emr) {
        StepHandle step = emr.submit(scripted("hang").name("Slow"));
        assertThat(step).reaches(StepState.RUNNING);
        assertThatThrownBy(() -> assertThat(step).within(Duration.ofMillis(300)).completes())
                .satisfies(
                        error -> assertThat(plain(error))
                                .isEqualTo(
                                        """

                        Expecting step to be
                          COMPLETED
                        within 0.0 s but still was
                          "Slow" (STEP, cluster CLUSTER): RUNNING"""));
        assertThatThrownBy(() -> assertThat(step).within(Duration.ofMillis(1)).stdout())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(step).within(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A deadline must be longer than zero, but was PT0S.");
    }

    @Test
    void another_exit_code_is_told(Emr emr) {
        StepHandle step = emr.submit(scripted("exit=3").name("Three"));
        assertThatThrownBy(() -> assertThat(step).hasExitCode(4))
                .satisfies(
                        error -> assertThat(plain(error))
                                .startsWith(
                                        """

                        Expecting step to have exit code
                          4
                        but was
                          3
                          "Three" (STEP, cluster CLUSTER): FAILED after 0.0 s, exit code 3"""));
    }

    @Test
    void a_step_that_never_ran_is_cancelled_and_has_no_exit_code(Emr emr) {
        var steps = emr.submitAll(
                scripted("exit=1").actionOnFailure(ActionOnFailure.CANCEL_AND_WAIT),
                scripted("exit=0").name("Next"));
        assertThat(steps.get(1)).isCancelled();
        assertThat(emr.cluster()).isWaiting();
        assertThatThrownBy(() -> assertThat(steps.get(1)).hasExitCode(0))
                .satisfies(error -> assertThat(plain(error)).contains("none: its process never started"));
    }

    @Test
    void a_cluster_is_waited_for_until_its_end(Emr emr) {
        emr.submitAll(
                scripted("exit=0").name("one"),
                scripted("exit=1").name("two").actionOnFailure(ActionOnFailure.TERMINATE_CLUSTER));
        assertThat(emr.cluster())
                .isTerminatedWithErrors()
                .hasTerminationReason(ClusterStateChangeReasonCode.STEP_FAILURE)
                .hasState(ClusterState.TERMINATED_WITH_ERRORS)
                .hasSteps("one", "two")
                .steps()
                .hasSize(2);
        assertThatThrownBy(() -> assertThat(emr.cluster()).isWaiting())
                .satisfies(
                        error -> assertThat(plain(error))
                                .startsWith(
                                        """

                        Expecting cluster to be
                          WAITING
                        but was
                          cluster "EmrAssertionsTest.a_cluster_is_waited_for_until_its_end" (CLUSTER, emr-7.10.0):\
                         TERMINATED_WITH_ERRORS (STEP_FAILURE: Shut down as step failed)
                            "one" (STEP, cluster CLUSTER): COMPLETED after 0.0 s, exit code 0
                            "two" (STEP, cluster CLUSTER): FAILED after 0.0 s, exit code 1"""));
        assertThatThrownBy(() -> assertThat(emr.cluster()).hasSteps("two"))
                .satisfies(
                        error -> assertThat(plain(error))
                                .startsWith(
                                        """

                        Expecting cluster to have the steps
                          two
                        but had
                          one
                          two
                          cluster"""));
        assertThatThrownBy(
                        () -> assertThat(emr.cluster()).hasTerminationReason(ClusterStateChangeReasonCode.USER_REQUEST))
                .satisfies(
                        error -> assertThat(plain(error))
                                .startsWith(
                                        """

                        Expecting cluster to have ended because of
                          USER_REQUEST
                        but was
                          STEP_FAILURE
                          cluster"""));
        assertThatThrownBy(() -> emr.submit(scripted("exit=0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A step cannot be submitted any more: cluster \"EmrAssertionsTest.");
    }

    @Test
    void objects_on_S3_can_be_asserted_on(Emr emr) {
        emr.s3().put("out/part-0.csv", "a\n");
        emr.s3().put("out/year=2026/part-1.csv", "b\n");
        S3Prefix out = emr.s3().prefix("out/");
        assertThat(out)
                .isNotEmpty()
                .hasDataObjectCount(2)
                .contains("part-0.csv")
                .doesNotContain("_SUCCESS")
                .hasObjectsMatching("year=*/part-*.csv");
        assertThat(out).text().isEqualTo("a\nb\n");
        assertThat(out).lines().containsExactly("a", "b");
        assertThat(out).objectNames().containsExactly("part-0.csv", "year=2026/part-1.csv");
        assertThatThrownBy(() -> assertThat(out).hasSuccessMarker())
                .hasMessage(
                        """

                Expecting
                  s3://%s/out/
                to have an object
                  "_SUCCESS"
                but it has
                  part-0.csv
                  year=2026/part-1.csv""",
                        emr.bucket());
        emr.s3().put("out/_SUCCESS", "");
        assertThat(out).hasSuccessMarker().hasDataObjectCount(2);
        emr.s3().put("out/_temporary/0/x", "");
        assertThatThrownBy(() -> assertThat(out).hasSuccessMarker())
                .hasMessageContaining("not to have an object\n  \"_temporary/0/x\"");
        assertThat(emr.s3().prefix("none/")).isEmpty();
        assertThatThrownBy(() -> assertThat(emr.s3().prefix("none/")).isNotEmpty())
                .hasMessage("\nExpecting\n  s3://%s/none/\nto have objects but it is empty.", emr.bucket());
        assertThatThrownBy(() -> assertThat(out).isEmpty()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(out).hasDataObjectCount(1)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(out).hasObjectsMatching("*.orc")).isInstanceOf(AssertionError.class);
    }

    @Test
    void soft_assertions_collect_all_that_is_wrong(Emr emr) {
        StepHandle step = emr.submit(scripted("out=x", "exit=3").name("Soft"));
        EmrSoftAssertions softly = new EmrSoftAssertions();
        softly.assertThat(step).completes().hasExitCode(5).fails();
        softly.assertThat(emr.cluster()).isWaiting();
        softly.assertThat(emr.s3().prefix("")).contains("no");
        softly.assertThat("plain").isEqualTo("AssertJ");
        assertThat(softly.errorsCollected()).hasSize(4);
        assertThatThrownBy(() -> EmrSoftAssertions.assertEmrSoftly(
                        all -> all.assertThat(step).completes()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> BddEmrAssertions.then(step).completes()).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_variants_have_the_same_entry_points() {
        assertThat(actuals(BddEmrAssertions.class, "then")).isEqualTo(actuals(EmrAssertions.class, "assertThat"));
        assertThat(actuals(EmrSoftAssertionsProvider.class, "assertThat"))
                .isEqualTo(actuals(EmrAssertions.class, "assertThat"))
                .hasSize(8);
    }

    private static Set<String> actuals(Class<?> entryPoints, String name) {
        return Arrays.stream(entryPoints.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> method.getParameterTypes()[0].getSimpleName() + " -> "
                        + method.getReturnType().getSimpleName())
                .collect(Collectors.toSet());
    }

    private static String plain(Throwable error) {
        return error.getMessage()
                .replaceAll("s-[0-9A-Z]+", "STEP")
                .replaceAll("j-[0-9A-Z]+", "CLUSTER")
                .replaceAll("\\d+\\.\\d s", "0.0 s");
    }
}
