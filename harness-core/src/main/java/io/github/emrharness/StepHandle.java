package io.github.emrharness;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.spi.SparkApplication;
import io.github.emrharness.spi.SparkApplications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsRequestStatus;
import software.amazon.awssdk.services.emr.model.CancelStepsResponse;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * A step of a cluster. Every question is answered with what is true at that moment; {@link #await()} waits for the end.
 * Safe for use by many threads.
 */
public final class StepHandle {

    private final EmrHarness harness;
    private final String clusterId;
    private final String stepId;
    private final Duration timeout;

    StepHandle(EmrHarness harness, String clusterId, String stepId, Duration timeout) {
        this.harness = harness;
        this.clusterId = clusterId;
        this.stepId = stepId;
        this.timeout = timeout;
    }

    /** The id that EMR gave the step, {@code s-...}. */
    public String id() {
        return stepId;
    }

    public String clusterId() {
        return clusterId;
    }

    public String name() {
        return snapshot().name();
    }

    /** All that is known of the step. */
    public StepSnapshot snapshot() {
        return harness.step(clusterId, stepId)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no step [" + stepId + "] in a cluster [" + clusterId + "] any more."));
    }

    public StepState state() {
        return snapshot().state();
    }

    /** How long waiting may take where nothing else is said. */
    public Duration timeout() {
        return timeout;
    }

    /** Waits as {@link #await(Duration)} does, at most {@link #timeout()}. */
    public StepSnapshot await() {
        return await(timeout);
    }

    /**
     * Waits until the step has reached a final state, whatever it is.
     *
     * @throws AwaitException if it has not by then; the step goes on
     */
    public StepSnapshot await(Duration atMost) {
        return awaitUntil(StepSnapshot::isFinal, atMost)
                .orElseThrow(() ->
                        new AwaitException("The step has not ended within " + Times.say(atMost) + ": " + describe()));
    }

    /**
     * Waits for the first moment, from now on, in which the condition holds for the step. No state is missed, however
     * short it is.
     *
     * @return empty if the condition did not hold in time, or if the step ended without it
     */
    public Optional<StepSnapshot> awaitUntil(Predicate<? super StepSnapshot> condition, Duration atMost) {
        return Await.until(
                        harness.events(),
                        this::snapshot,
                        this::ofThisStep,
                        step -> condition.test(step) || step.isFinal(),
                        atMost)
                .filter(condition);
    }

    /** The exit code of the step's process; empty until it has ended, and if it never started. */
    public OptionalInt exitCode() {
        return snapshot().exitCode();
    }

    /** What EMR says about the failure of the step; empty unless it is FAILED. */
    public Optional<FailureDetails> failureDetails() {
        return snapshot().failureDetails();
    }

    /** From the start of the step's process to its end; empty until then, and if it never started. */
    public Optional<Duration> duration() {
        StepSnapshot step = snapshot();
        return step.started().flatMap(start -> step.ended().map(end -> Duration.between(start, end)));
    }

    /** What the step has written to its standard output so far. */
    public String stdout() {
        return log("stdout");
    }

    /** What the step, and the engine in it, has written to its standard error so far. */
    public String stderr() {
        return log("stderr");
    }

    /** What EMR's step runner has logged so far. */
    public String controller() {
        return log("controller");
    }

    /** Hadoop's client log so far; empty if the step has none. */
    public String syslog() {
        return log("syslog");
    }

    /**
     * What the Spark applications of the step have done: their stages with their tasks, rows and bytes. In the order of
     * their starts; empty until they have ended, and if there were none. An application that was killed has told nothing.
     */
    public List<SparkApplication> sparkApplications() {
        Optional<SparkApplications> spark = harness.capability(SparkApplications.class);
        try {
            return spark.isEmpty() ? List.of() : spark.get().of(clusterId, stepId);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what the Spark applications of " + this + " have done", e);
        }
    }

    /**
     * Where the web UI of the Spark application answers that the step runs now; empty if it runs none, if the application has
     * just begun, or if the UI is off, which it is unless {@code spark.ui.enabled} is {@code true}.
     */
    public Optional<URI> sparkUi() {
        Optional<SparkApplications> spark = harness.capability(SparkApplications.class);
        if (spark.isEmpty() || snapshot().isFinal()) {
            return Optional.empty();
        }
        try {
            return spark.get().userInterface(clusterId, stepId);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read where the Spark UI of " + this + " is", e);
        }
    }

    /** Where the logs are on this machine, until the harness is closed. */
    public Path logDirectory() {
        return snapshot().logDirectory();
    }

    /**
     * Cancels the step as CancelSteps does: one that waits is CANCELLED at once, the process of one that runs is asked to
     * end.
     *
     * @return whether EMR accepted this; it does not if the step has ended
     */
    public boolean cancel() {
        return cancel(StepCancellationOption.SEND_INTERRUPT);
    }

    /** Cancels the step as {@link #cancel()} does, but ends its process by force. */
    public boolean kill() {
        return cancel(StepCancellationOption.TERMINATE_PROCESS);
    }

    /** A report of several lines: name, state, exit code, failure, and the tail of what it wrote to stderr. */
    public String describe() {
        return Reports.step(snapshot());
    }

    @Override
    public String toString() {
        return Reports.title(snapshot());
    }

    private String log(String name) {
        return LogFile.text(logDirectory().resolve(name));
    }

    private boolean cancel(StepCancellationOption option) {
        CancelStepsResponse response = (CancelStepsResponse) harness.service()
                .execute(CancelStepsRequest.builder()
                        .clusterId(clusterId)
                        .stepIds(stepId)
                        .stepCancellationOption(option)
                        .build());
        return response.cancelStepsInfoList().stream()
                .allMatch(info -> info.status() == CancelStepsRequestStatus.SUBMITTED);
    }

    private Optional<StepSnapshot> ofThisStep(EmrEvent event) {
        return event instanceof EmrEvent.StepChanged changed
                        && changed.step().stepId().equals(stepId)
                        && changed.clusterId().equals(clusterId)
                ? Optional.of(changed.step())
                : Optional.empty();
    }
}
