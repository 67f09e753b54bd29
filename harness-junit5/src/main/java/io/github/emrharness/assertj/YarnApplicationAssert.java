package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldHaveState.shouldHaveState;
import static io.github.emrharness.assertj.error.ShouldHaveState.shouldReachState;

import io.github.emrharness.YarnApplicationHandle;
import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnApplication.FinalStatus;
import io.github.emrharness.spi.YarnApplication.State;
import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an application of YARN. All but {@link #hasState} and {@link #hasQueue} wait for its end, as long as
 * {@link #within} says, or else as a step of the test may take.
 *
 * <p>With soft assertions, the methods that lead to other assertions ({@link #diagnostics()} and the like) are not soft.
 */
public class YarnApplicationAssert extends AbstractEmrAssert<YarnApplicationAssert, YarnApplicationHandle> {

    private static final String WHAT = "application";

    private @Nullable Duration deadline;

    public YarnApplicationAssert(YarnApplicationHandle actual) {
        super(actual, YarnApplicationAssert.class);
    }

    /** Sets how long the assertions that follow may wait. */
    public YarnApplicationAssert within(Duration timeout) {
        requirePositive(timeout);
        deadline = timeout;
        return this;
    }

    /**
     * Waits for the end of the application and verifies that it is FINISHED and has SUCCEEDED.
     *
     * @throws AssertionError if it ends otherwise, or not in time
     */
    public YarnApplicationAssert succeeds() {
        return ends(State.FINISHED).hasFinalStatus(FinalStatus.SUCCEEDED);
    }

    /**
     * Waits for the end of the application and verifies that its final status is FAILED. Its state is FINISHED if it said so
     * itself, and FAILED if YARN had to find out.
     *
     * @throws AssertionError if it ends otherwise, or not in time
     */
    public YarnApplicationAssert fails() {
        return hasFinalStatus(FinalStatus.FAILED);
    }

    /**
     * Waits for the end of the application and verifies that it was killed.
     *
     * @throws AssertionError if it ends otherwise, or not in time
     */
    public YarnApplicationAssert isKilled() {
        return ends(State.KILLED);
    }

    /**
     * Waits for the end of the application and verifies what it said of itself.
     *
     * @throws AssertionError if it is something else, or the application does not end in time
     */
    public YarnApplicationAssert hasFinalStatus(FinalStatus status) {
        FinalStatus found = ended(status).finalStatus();
        if (found != status) {
            throw failure(shouldHaveState(WHAT, status, actual.describe()), found, status);
        }
        return this;
    }

    /**
     * Verifies, without waiting, that the application is in that state now.
     *
     * @throws AssertionError if it is in another one
     */
    public YarnApplicationAssert hasState(State state) {
        isNotNull();
        State now = actual.snapshot().state();
        if (now != state) {
            throw failure(shouldHaveState(WHAT, state, actual.describe()), now, state);
        }
        return this;
    }

    /**
     * Verifies the queue.
     *
     * @param queue its name, such as {@code default}, or its path, such as {@code root.default}
     * @throws AssertionError if it is another one
     */
    public YarnApplicationAssert hasQueue(String queue) {
        isNotNull();
        String found = actual.snapshot().queue();
        if (!found.equals(queue) && !found.endsWith("." + queue)) {
            throw failure(shouldHaveState(WHAT, "in queue " + queue, actual.describe()), found, queue);
        }
        return this;
    }

    /** Waits for the end of the application and leads to assertions on its diagnostics. */
    public AbstractStringAssert<?> diagnostics() {
        return Assertions.assertThat(ended("ended").diagnostics()).as("diagnostics of %s", actual.id());
    }

    /**
     * Waits for the end of the application and leads to assertions on a log file of all its containers.
     *
     * @param file such as {@code stdout}, {@code stderr} or {@code syslog}
     */
    public AbstractStringAssert<?> log(String file) {
        YarnApplication unused = ended("ended");
        return Assertions.assertThat(actual.log(file)).as("%s of the containers of %s", file, actual.id());
    }

    private YarnApplicationAssert ends(State state) {
        State found = ended(state).state();
        if (found != state) {
            throw failure(shouldHaveState(WHAT, state, actual.describe()), found, state);
        }
        return this;
    }

    private YarnApplication ended(Object wanted) {
        isNotNull();
        Duration timeout = deadline == null ? actual.timeout() : deadline;
        YarnApplication found = actual.await(timeout);
        if (!found.state().isFinal()) {
            throw failure(shouldReachState(WHAT, wanted, actual.describe(), timeout), found.state(), wanted);
        }
        return found;
    }
}
