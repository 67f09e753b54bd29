package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldHaveState.shouldHaveState;
import static io.github.emrharness.assertj.error.ShouldHaveState.shouldReachState;
import static io.github.emrharness.assertj.error.ShouldHaveSteps.shouldHaveSteps;
import static io.github.emrharness.assertj.error.ShouldHaveTerminationReason.shouldHaveTerminationReason;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.StepHandle;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;

/**
 * Assertions on a cluster. Those that say so wait, at most {@link #within} or else the timeout of the cluster
 * ({@code @EmrTest(stepTimeout)}, two minutes by default), and fail as soon as the cluster has ended in another way.
 */
public class ClusterAssert extends AbstractEmrAssert<ClusterAssert, ClusterHandle> {

    private @Nullable Duration deadline;

    public ClusterAssert(ClusterHandle actual) {
        super(actual, ClusterAssert.class);
    }

    /** Sets how long the assertions that follow may wait. */
    public ClusterAssert within(Duration timeout) {
        requirePositive(timeout);
        deadline = timeout;
        return this;
    }

    /**
     * Waits until the cluster has no step to run: WAITING.
     *
     * @throws AssertionError if the cluster ends, or does not get there in time
     */
    public ClusterAssert isWaiting() {
        return reaches(ClusterState.WAITING);
    }

    /**
     * Waits for the end of the cluster and verifies that it is TERMINATED.
     *
     * @throws AssertionError if it is TERMINATED_WITH_ERRORS, or does not end in time
     */
    public ClusterAssert isTerminated() {
        return reaches(ClusterState.TERMINATED);
    }

    /**
     * Waits for the end of the cluster and verifies that it is TERMINATED_WITH_ERRORS.
     *
     * @throws AssertionError if it is TERMINATED, or does not end in time
     */
    public ClusterAssert isTerminatedWithErrors() {
        return reaches(ClusterState.TERMINATED_WITH_ERRORS);
    }

    /**
     * Waits until the cluster is in that state; it may leave it again at once.
     *
     * @throws AssertionError if the cluster ends without having been in that state, or does not get there in time
     */
    public ClusterAssert reaches(ClusterState state) {
        isNotNull();
        if (actual.awaitUntil(cluster -> cluster.state() == state, timeout()).isEmpty()) {
            ClusterSnapshot now = actual.snapshot();
            throw now.isFinal()
                    ? failure(shouldHaveState("cluster", state, actual.describe()), now.state(), state)
                    : failure(shouldReachState("cluster", state, actual.describe(), timeout()), now.state(), state);
        }
        return this;
    }

    /**
     * Verifies, without waiting, that the cluster is in that state now.
     *
     * @throws AssertionError if it is in another one
     */
    public ClusterAssert hasState(ClusterState state) {
        isNotNull();
        ClusterState now = actual.state();
        if (now != state) {
            throw failure(shouldHaveState("cluster", state, actual.describe()), now, state);
        }
        return this;
    }

    /**
     * Waits for the end of the cluster and verifies the code of the reason for it.
     *
     * @throws AssertionError if it ended for another reason, or does not end in time
     */
    public ClusterAssert hasTerminationReason(ClusterStateChangeReasonCode code) {
        isNotNull();
        ClusterSnapshot end = actual.awaitUntil(ClusterSnapshot::isFinal, timeout())
                .orElseThrow(() -> failure(
                        shouldReachState("cluster", "ended", actual.describe(), timeout()), actual.state(), "ended"));
        ClusterStateChangeReasonCode found = end.stateChangeReason().code();
        if (found != code) {
            throw failure(shouldHaveTerminationReason(code, found, actual.describe()), String.valueOf(found), code);
        }
        return this;
    }

    /**
     * Verifies, without waiting, the names of all steps in the order of their submission.
     *
     * @throws AssertionError if there are others, or they are in another order
     */
    public ClusterAssert hasSteps(String... names) {
        isNotNull();
        List<String> wanted = List.of(names);
        List<String> found =
                actual.snapshot().steps().stream().map(StepSnapshot::name).toList();
        if (!found.equals(wanted)) {
            throw failure(shouldHaveSteps(wanted, found, actual.describe()), found, wanted);
        }
        return this;
    }

    /** Leads to the steps so far, in the order of their submission. */
    public final ListAssert<StepHandle> steps() {
        isNotNull();
        return Assertions.assertThat(actual.steps()).as("steps of cluster %s", actual);
    }

    private Duration timeout() {
        return deadline != null ? deadline : actual.timeout();
    }
}
