package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldHaveExitCode.shouldHaveExitCode;
import static io.github.emrharness.assertj.error.ShouldHaveFailure.shouldHaveFailureMessage;
import static io.github.emrharness.assertj.error.ShouldHaveFailure.shouldHaveFailureReason;
import static io.github.emrharness.assertj.error.ShouldHaveState.shouldHaveState;
import static io.github.emrharness.assertj.error.ShouldHaveState.shouldReachState;

import io.github.emrharness.StepHandle;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.spi.SparkApplication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * Assertions on a step. They wait until what they ask for can be known: all but {@link #hasState} for the end of the step.
 * They fail as soon as it cannot come true any more, at the latest after {@link #within}, or else after the timeout of the
 * step ({@code @EmrTest(stepTimeout)}, two minutes by default).
 *
 * <p>With soft assertions, the methods that lead to other assertions ({@link #stdout()} and the like) are not soft.
 */
public class StepAssert extends AbstractEmrAssert<StepAssert, StepHandle> {

    private @Nullable Duration deadline;

    public StepAssert(StepHandle actual) {
        super(actual, StepAssert.class);
    }

    /** Sets how long the assertions that follow may wait. */
    public StepAssert within(Duration timeout) {
        requirePositive(timeout);
        deadline = timeout;
        return this;
    }

    /**
     * Waits for the end of the step and verifies that it is COMPLETED.
     *
     * @throws AssertionError if the step ends in another state, or not in time
     */
    public StepAssert completes() {
        return ends(StepState.COMPLETED);
    }

    /**
     * Waits for the end of the step and verifies that it is FAILED.
     *
     * @throws AssertionError if the step ends in another state, or not in time
     */
    public StepAssert fails() {
        return ends(StepState.FAILED);
    }

    /**
     * Waits for the end of the step and verifies that it is CANCELLED.
     *
     * @throws AssertionError if the step ends in another state, or not in time
     */
    public StepAssert isCancelled() {
        return ends(StepState.CANCELLED);
    }

    /**
     * Waits until the step is in that state; it may leave it again at once.
     *
     * @throws AssertionError if the step ends without having been in that state, or does not get there in time
     */
    public StepAssert reaches(StepState state) {
        isNotNull();
        if (actual.awaitUntil(step -> step.state() == state, timeout()).isEmpty()) {
            StepSnapshot now = actual.snapshot();
            throw now.isFinal()
                    ? failure(shouldHaveState("step", state, actual.describe()), now.state(), state)
                    : failure(shouldReachState("step", state, actual.describe(), timeout()), now.state(), state);
        }
        return this;
    }

    /**
     * Verifies, without waiting, that the step is in that state now.
     *
     * @throws AssertionError if it is in another one
     */
    public StepAssert hasState(StepState state) {
        isNotNull();
        StepState now = actual.state();
        if (now != state) {
            throw failure(shouldHaveState("step", state, actual.describe()), now, state);
        }
        return this;
    }

    /**
     * Waits for the end of the step and verifies the exit code of its process.
     *
     * @throws AssertionError if it has another one or none, or the step does not end in time
     */
    public StepAssert hasExitCode(int code) {
        OptionalInt found = ended().exitCode();
        if (!found.equals(OptionalInt.of(code))) {
            throw failure(
                    shouldHaveExitCode(code, found, actual.describe()),
                    found.isPresent() ? found.getAsInt() : "none",
                    code);
        }
        return this;
    }

    /**
     * Waits for the end of the step and verifies the {@code Reason} of its FailureDetails.
     *
     * @throws AssertionError if it has another one or none, or the step does not end in time
     */
    public StepAssert hasFailureReason(String reason) {
        String found = failureDetail(FailureDetails::reason);
        if (!reason.equals(found)) {
            throw failure(shouldHaveFailureReason(reason, found, actual.describe()), String.valueOf(found), reason);
        }
        return this;
    }

    /**
     * Waits for the end of the step and verifies that the {@code Message} of its FailureDetails contains the text.
     *
     * @throws AssertionError if it does not or there is none, or the step does not end in time
     */
    public StepAssert hasFailureMessageContaining(String text) {
        String found = failureDetail(FailureDetails::message);
        if (found == null || !found.contains(text)) {
            throw assertionError(shouldHaveFailureMessage(text, found, actual.describe()));
        }
        return this;
    }

    /** Waits for the end of the step and leads to the text of its standard output. */
    public final AbstractStringAssert<?> stdout() {
        return text("stdout", StepHandle::stdout);
    }

    /** Waits for the end of the step and leads to the text of its standard error. */
    public final AbstractStringAssert<?> stderr() {
        return text("stderr", StepHandle::stderr);
    }

    /** Waits for the end of the step and leads to the log of EMR's step runner. */
    public final AbstractStringAssert<?> controller() {
        return text("controller log", StepHandle::controller);
    }

    /** Waits for the end of the step and leads to the lines of its standard output. */
    public final ListAssert<String> stdoutLines() {
        return lines("stdout", StepHandle::stdout);
    }

    /** Waits for the end of the step and leads to the lines of its standard error. */
    public final ListAssert<String> stderrLines() {
        return lines("stderr", StepHandle::stderr);
    }

    /**
     * Waits for the end of the step and leads to the time that its process took.
     *
     * @throws AssertionError if it never started, or does not end in time
     */
    public final AbstractDurationAssert<?> duration() {
        ended();
        return Assertions.assertThat(actual.duration().orElse(null)).as("duration of step %s", actual);
    }

    /**
     * Waits for the end of the step and leads to what its Spark application has done.
     *
     * @throws AssertionError if it ran none or more than one, or does not end in time
     */
    public final SparkApplicationAssert sparkApplication() {
        ended();
        List<SparkApplication> applications = actual.sparkApplications();
        if (applications.size() != 1) {
            failWithMessage(
                    "Expecting one Spark application that has ended, but the step has %s: %s%n%s",
                    applications.size(),
                    applications.stream().map(SparkApplication::name).toList(),
                    actual.describe());
        }
        return new SparkApplicationAssert(applications.get(0));
    }

    private StepAssert ends(StepState state) {
        StepState found = ended(state).state();
        if (found != state) {
            throw failure(shouldHaveState("step", state, actual.describe()), found, state);
        }
        return this;
    }

    private StepSnapshot ended() {
        return ended("at its end");
    }

    private StepSnapshot ended(Object wanted) {
        isNotNull();
        Optional<StepSnapshot> end = actual.awaitUntil(StepSnapshot::isFinal, timeout());
        if (end.isEmpty()) {
            throw failure(shouldReachState("step", wanted, actual.describe(), timeout()), actual.state(), wanted);
        }
        return end.get();
    }

    private @Nullable String failureDetail(Function<FailureDetails, @Nullable String> detail) {
        return ended().failureDetails().map(detail).orElse(null);
    }

    private AbstractStringAssert<?> text(String what, Function<StepHandle, String> log) {
        ended();
        return Assertions.assertThat(log.apply(actual)).as("%s of step %s", what, actual);
    }

    private ListAssert<String> lines(String what, Function<StepHandle, String> log) {
        ended();
        List<String> lines = log.apply(actual).lines().toList();
        return Assertions.assertThat(lines).as("%s of step %s", what, actual);
    }

    private Duration timeout() {
        return deadline != null ? deadline : actual.timeout();
    }
}
