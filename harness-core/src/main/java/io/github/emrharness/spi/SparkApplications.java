package io.github.emrharness.spi;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Tells what the Spark applications of steps have done; a {@linkplain Engine#capability capability} of the engine Spark. */
public interface SparkApplications {

    /**
     * The applications of a step that have ended, in the order of their starts. An application whose JVM was killed has
     * told nothing.
     *
     * @return empty if the step ran none
     * @throws IOException if what they have left cannot be read
     */
    List<SparkApplication> of(String clusterId, String stepId) throws IOException;

    /**
     * The address of the web UI of the application that a step runs now.
     *
     * @return empty if it runs none, the UI is off, or the application has just begun
     * @throws IOException if it cannot be read
     */
    Optional<URI> userInterface(String clusterId, String stepId) throws IOException;
}
