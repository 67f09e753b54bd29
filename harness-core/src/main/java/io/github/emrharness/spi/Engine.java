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

    /**
     * The same for one cluster, which has declared the application; returns at once as well. Engines that keep nothing for a
     * cluster need not care which it is.
     */
    default void warmUp(String clusterId) {
        warmUp();
    }

    /** Instances of a cluster were launched or have ended; returns at once. Called only when the engine has been used. */
    default void instancesChanged(String clusterId) {}

    /**
     * A cluster has ended and its steps with it: what the engine keeps for it can go; returns at once. Called only when the
     * engine has been used.
     */
    default void clusterEnded(String clusterId) {}

    /** Gives a further service of the engine, for example a {@link DatasetReader}, if it has it. */
    default <T> Optional<T> capability(Class<T> type) {
        return Optional.empty();
    }

    /** Ends all that the engine started; running steps are ended by force. */
    @Override
    void close();
}
