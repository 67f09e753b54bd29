package io.github.emrharness.core.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs steps. What the model asks for here never blocks. */
public interface StepLauncher {

    /** Where the step's log files are, or will be. */
    Path logDirectory(String clusterId, String stepId);

    /**
     * Makes the run of a step without starting it.
     *
     * @param onEnd called once, on another thread, when the process has ended and its logs are in place
     */
    StepRun prepare(StepTask task, Consumer<StepOutcome> onEnd);

    /**
     * Prepares the archiving of what the nodes of a cluster have logged; its steps have ended.
     *
     * @param onEnd called once, on another thread, when the logs are in place or cannot be archived
     * @return what begins it; empty if there is nothing to archive
     */
    default Optional<Runnable> prepareArchive(ClusterDefinition cluster, Runnable onEnd) {
        return Optional.empty();
    }
}
