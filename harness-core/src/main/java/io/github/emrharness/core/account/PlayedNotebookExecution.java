package io.github.emrharness.core.account;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.lifecycle.Passage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.NotebookExecution;
import software.amazon.awssdk.services.emr.model.NotebookExecutionStatus;

/**
 * The execution of a notebook, played. EMR Harness does not run notebooks, so it never reaches RUNNING: it FAILS with a reason
 * that says so, unless it is stopped before. Safe for use by many threads.
 */
public final class PlayedNotebookExecution {

    private static final List<NotebookExecutionStatus> FAILING_WAY = List.of(
            NotebookExecutionStatus.START_PENDING,
            NotebookExecutionStatus.STARTING,
            NotebookExecutionStatus.FAILING,
            NotebookExecutionStatus.FAILED);
    private static final List<NotebookExecutionStatus> STOPPING_WAY = List.of(
            NotebookExecutionStatus.STOP_PENDING, NotebookExecutionStatus.STOPPING, NotebookExecutionStatus.STOPPED);

    private final HarnessClock clock;
    private final Progression progression;
    private final Instant started;
    private final NotebookExecution definition;
    private Passage<NotebookExecutionStatus> passage;

    /** @param definition as it was asked for, with its id and ARN; without what changes */
    public PlayedNotebookExecution(NotebookExecution definition, HarnessClock clock, Progression progression) {
        this.definition = definition;
        this.clock = clock;
        this.progression = progression;
        started = clock.now();
        passage = new Passage<>(FAILING_WAY, progression, started);
    }

    public Instant started() {
        return started;
    }

    /** The execution as it is now. */
    public synchronized NotebookExecution view() {
        Instant now = clock.now();
        NotebookExecutionStatus status = passage.stateAt(now);
        return definition.toBuilder()
                .status(status)
                .startTime(started)
                .endTime(passage.endAt(now).orElse(null))
                .lastStateChangeReason(reason(status))
                .build();
    }

    /** Takes note that the API has told the state. */
    public synchronized void described() {
        passage.described(clock.now());
    }

    /** Stops the execution; returns false, and changes nothing, if it fails or stops already. */
    public synchronized boolean stop() {
        Instant now = clock.now();
        NotebookExecutionStatus status = passage.stateAt(now);
        if (status != NotebookExecutionStatus.START_PENDING && status != NotebookExecutionStatus.STARTING) {
            return false;
        }
        passage = new Passage<>(STOPPING_WAY, progression, now);
        return true;
    }

    private String reason(NotebookExecutionStatus status) {
        String cluster = definition.executionEngine().id();
        return switch (status) {
            case START_PENDING -> "Execution is pending to start for cluster " + cluster + ".";
            case STARTING -> "Execution is starting for cluster " + cluster + ".";
            case STOP_PENDING, STOPPING -> "Execution is being stopped for cluster " + cluster + ".";
            case STOPPED -> "Execution is stopped for cluster " + cluster + ".";
            default ->
                "EMR Harness does not run notebooks: " + notebook() + " was not executed on cluster " + cluster
                        + ". Run its code as a step instead.";
        };
    }

    private String notebook() {
        return Optional.ofNullable(definition.notebookS3Location())
                .map(location -> "s3://" + location.bucket() + "/" + location.key())
                .orElseGet(() -> "the notebook of editor " + definition.editorId());
    }
}
