package io.github.emrharness;

import io.github.emrharness.core.events.EmrEvents;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.core.operations.EmrService;
import io.github.emrharness.spi.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A whole EMR on this machine: the API, the object store and the engines. Nothing starts before it is needed; closing
 * ends all that was started.
 */
public final class EmrHarness implements AutoCloseable {

    private final EmrHarnessConfig config;

    private EmrHarness(EmrHarnessConfig config) {
        this.config = config;
    }

    /** Makes a harness with these settings. Returns at once: engines and endpoints start when they are first needed. */
    public static EmrHarness start(EmrHarnessConfig config) {
        return new EmrHarness(config);
    }

    public EmrHarnessConfig config() {
        return config;
    }

    /** Where the EMR API answers, {@code http://127.0.0.1:port}; the first call opens the port. */
    public URI emrEndpoint() {
        throw new UnsupportedOperationException();
    }

    /** The EMR API without the wire. */
    public EmrService service() {
        throw new UnsupportedOperationException();
    }

    public EmrEvents events() {
        throw new UnsupportedOperationException();
    }

    /** The object store; the first call starts it. */
    public ObjectStore objectStore() {
        throw new UnsupportedOperationException();
    }

    /** The keys that clients of this harness use. */
    public String accessKeyId() {
        throw new UnsupportedOperationException();
    }

    public String secretAccessKey() {
        throw new UnsupportedOperationException();
    }

    /** A cluster with what the API does not tell; empty if there is none of that id. */
    public Optional<ClusterSnapshot> cluster(String clusterId) {
        throw new UnsupportedOperationException();
    }

    /** A step with what the API does not tell; empty if there is none of these ids. */
    public Optional<StepSnapshot> step(String clusterId, String stepId) {
        throw new UnsupportedOperationException();
    }

    /** A further service of one of the engines, such as {@link io.github.emrharness.spi.DatasetReader}. */
    public <T> Optional<T> capability(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /** The directory under which all files of this harness are; deleted when it is closed. */
    public Path directory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
