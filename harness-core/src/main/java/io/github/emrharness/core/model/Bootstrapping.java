package io.github.emrharness.core.model;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far the nodes of one cluster are set up. Guarded by the lock of the cluster. */
final class Bootstrapping {

    private final Bootstrapper bootstrapper;
    private @Nullable BootstrapRun run;
    private boolean running;

    Bootstrapping(Bootstrapper bootstrapper) {
        this.bootstrapper = bootstrapper;
    }

    /** Gives what is to be started, if there is something to do. */
    Optional<BootstrapRun> begin(BootstrapTask task, Consumer<Optional<BootstrapFailure>> onEnd) {
        Optional<BootstrapRun> prepared = bootstrapper.prepare(task, onEnd);
        run = prepared.orElse(null);
        running = prepared.isPresent();
        return prepared;
    }

    boolean isRunning() {
        return running;
    }

    /** What is to be killed when the cluster ends. */
    Optional<BootstrapRun> run() {
        return running ? Optional.ofNullable(run) : Optional.empty();
    }

    void ended() {
        running = false;
        run = null;
    }
}
