package io.github.emrharness.core.steps;

import io.github.emrharness.spi.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies logs to the object store, as EMR does with LogUri. A failure does not touch what is logged. */
public final class LogArchive {

    private static final Logger LOG = LoggerFactory.getLogger(LogArchive.class);

    private final Supplier<ObjectStore> objectStore;

    /**
     * @param objectStore asked only when there is something to copy
     */
    public LogArchive(Supplier<ObjectStore> objectStore) {
        this.objectStore = objectStore;
    }

    /** Copies those of the log files that exist. */
    public void store(StepLogFiles logs, LogDestination destination) {
        try {
            ObjectStore store = objectStore.get();
            if (!store.bucketExists(destination.bucket())) {
                logs.controllerWarning("The logs are not archived: LogUri names the bucket '" + destination.bucket()
                        + "', which does not exist");
                return;
            }
            for (Path file : logs.existing()) {
                put(store, file, destination);
            }
        } catch (IOException | RuntimeException e) {
            logs.controllerWarning("The logs are not all archived at " + destination.uri() + ": " + e.getMessage());
            LOG.warn("Cannot archive logs at {}", destination.uri(), e);
        }
    }

    private static void put(ObjectStore store, Path file, LogDestination destination) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path zipped = Files.createTempFile(file.toAbsolutePath().getParent(), name, ".gz");
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                Files.copy(file, out);
            }
            store.put(destination.bucket(), destination.key(name), zipped);
        } finally {
            Files.delete(zipped);
        }
    }
}
