package io.github.emrharness.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * An application of YARN at one moment, as {@code yarn application -status} tells it.
 *
 * @param id {@code application_<time>_<number>}
 * @param type such as {@code SPARK} or {@code MAPREDUCE}
 * @param queue as YARN names it: since Hadoop 3.4 with its parents, {@code root.default} unless something else was asked
 *     for
 * @param finalStatus what the application said of itself at its end
 * @param diagnostics why it has failed, or what it waits for; empty if there is nothing to tell
 * @param finished empty while it runs
 */
public record YarnApplication(
        String id,
        String name,
        String type,
        String user,
        String queue,
        State state,
        FinalStatus finalStatus,
        String diagnostics,
        Instant started,
        Optional<Instant> finished) {

    /** YARN's {@code YarnApplicationState}. */
    public enum State {
        NEW,
        NEW_SAVING,
        SUBMITTED,
        ACCEPTED,
        RUNNING,
        FINISHED,
        FAILED,
        KILLED;

        /** Whether it is left no more. */
        public boolean isFinal() {
            return compareTo(FINISHED) >= 0;
        }
    }

    /** YARN's {@code FinalApplicationStatus}. */
    public enum FinalStatus {
        /** While it runs. */
        UNDEFINED,
        SUCCEEDED,
        FAILED,
        KILLED,
        /** It has subtasks with end states of their own. */
        ENDED
    }
}
