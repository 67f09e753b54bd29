package io.github.emrharness.spi;

import java.util.List;
import java.util.Optional;

/** A processing engine that runs steps. One serves all clusters of a harness. Safe for use by many threads. */
public interface Engine extends AutoCloseable {

    /** The runners of the steps that this engine knows. */
    List<StepRunner> stepRunners();

    /**
     * Does in the background what the first step would have to wait for, and returns at once. Called when a cluster
     * declares the application. A failure here stays silent: the first step shows it.
     */
    void warmUp();

    /** Gives a further service of the engine, for example a {@link DatasetReader}, if it has it. */
    default <T> Optional<T> capability(Class<T> type) {
        return Optional.empty();
    }

    /** Ends all that the engine started; running steps are ended by force. */
    @Override
    void close();
}
