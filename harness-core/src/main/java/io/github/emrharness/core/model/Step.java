package io.github.emrharness.core.model;

import io.github.emrharness.core.lifecycle.TransitionTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStateChangeReason;
import software.amazon.awssdk.services.emr.model.StepStatus;
import software.amazon.awssdk.services.emr.model.StepTimeline;

/** A step of a cluster. The lock of the cluster guards every change; reading needs no lock. */
public final class Step {

    private final StepDefinition definition;
    private volatile Current current;
    private @Nullable StepRun run;

    Step(String clusterId, String stepId, int number, StepDefinition definition, Instant created, Path logDirectory) {
        this.definition = definition;
        current = new Current(
                new StepSnapshot(
                        clusterId,
                        stepId,
                        definition.name(),
                        number,
                        StepState.PENDING,
                        definition.actionOnFailure(),
                        created,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        logDirectory),
                StepStateChangeReason.builder().build());
    }

    public String id() {
        return current.snapshot().stepId();
    }

    /** 1 for the first step of its cluster. */
    public int number() {
        return current.snapshot().number();
    }

    public StepDefinition definition() {
        return definition;
    }

    public StepSnapshot snapshot() {
        return current.snapshot();
    }

    public StepState state() {
        return current.snapshot().state();
    }

    /** The status as the API tells it. */
    public StepStatus status() {
        Current now = current;
        StepSnapshot snapshot = now.snapshot();
        return StepStatus.builder()
                .state(snapshot.state())
                .stateChangeReason(now.reason())
                .failureDetails(snapshot.failureDetails().orElse(null))
                .timeline(StepTimeline.builder()
                        .creationDateTime(snapshot.created())
                        .startDateTime(snapshot.started().orElse(null))
                        .endDateTime(snapshot.ended().orElse(null))
                        .build())
                .build();
    }

    void start(Instant at, StepRun newRun) {
        run = newRun;
        StepSnapshot old = snapshot();
        become(copy(old, StepState.RUNNING, Optional.of(at), Optional.empty(), null), current.reason());
    }

    void cancelPending() {
        StepSnapshot old = snapshot();
        become(copy(old, StepState.CANCEL_PENDING, old.started(), Optional.empty(), null), current.reason());
    }

    /** Ends a step that never ran. */
    void cancel(Instant at, StepStateChangeReason reason) {
        become(copy(snapshot(), StepState.CANCELLED, Optional.empty(), Optional.of(at), null), reason);
    }

    void end(StepState state, StepOutcome outcome, StepStateChangeReason reason) {
        run = null;
        StepSnapshot old = snapshot();
        become(copy(old, state, old.started(), Optional.of(outcome.ended()), outcome), reason);
    }

    StepRun run() {
        return Objects.requireNonNull(run, "A step that holds a slot has a run");
    }

    private void become(StepSnapshot next, StepStateChangeReason reason) {
        TransitionTable.STEP.require(state(), next.state(), "Step " + id());
        current = new Current(next, reason);
    }

    private static StepSnapshot copy(
            StepSnapshot old,
            StepState state,
            Optional<Instant> started,
            Optional<Instant> ended,
            @Nullable StepOutcome outcome) {
        return new StepSnapshot(
                old.clusterId(),
                old.stepId(),
                old.name(),
                old.number(),
                state,
                old.actionOnFailure(),
                old.created(),
                started,
                ended,
                outcome == null ? OptionalInt.empty() : outcome.exitCode(),
                outcome == null || state != StepState.FAILED ? Optional.empty() : outcome.failureDetails(),
                old.logDirectory());
    }

    private record Current(StepSnapshot snapshot, StepStateChangeReason reason) {}
}
