package io.github.emrharness.core.model;

import java.util.Optional;
import java.util.function.Consumer;

/** Sets up the nodes of clusters. What the model asks for here never blocks. */
public interface Bootstrapper {

    /** Finds nothing to set up. */
    Bootstrapper NONE = (task, onEnd) -> Optional.empty();

    /**
     * Makes the run of what a cluster wants done before its first step, without starting it.
     *
     * @param onEnd called once, on another thread, when all is done or something has failed
     * @return empty if the cluster wants nothing done
     */
    Optional<BootstrapRun> prepare(BootstrapTask task, Consumer<Optional<BootstrapFailure>> onEnd);
}
