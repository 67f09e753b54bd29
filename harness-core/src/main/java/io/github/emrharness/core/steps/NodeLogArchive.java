package io.github.emrharness.core.steps;

import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.NodeLogs;
import io.github.emrharness.spi.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what the daemons of an ending cluster have logged to {@code <LogUri>/<cluster>/node/}, and the history of its
 * MapReduce jobs to {@code hadoop-mapreduce/}. EMR does so every five minutes as well, here once.
 */
final class NodeLogArchive {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLogArchive.class);

    private final Supplier<Optional<NodeLogs>> logs;
    private final Supplier<ObjectStore> objectStore;

    /**
     * @param logs starts nothing
     * @param objectStore asked only when there is something to copy
     */
    NodeLogArchive(Supplier<Optional<NodeLogs>> logs, Supplier<ObjectStore> objectStore) {
        this.logs = logs;
        this.objectStore = objectStore;
    }

    /** Whether there is something to copy. Never blocks. */
    boolean isNeeded(String clusterId) {
        return logs.get().filter(found -> found.exist(clusterId)).isPresent();
    }

    /**
     * Copies it; a failure is told in the log of the harness, since no step is left to tell.
     *
     * @param directory for files on their way; made if need be
     */
    void store(String clusterId, LogDestination logUri, Path directory) {
        try {
            Optional<NodeLogs> found = logs.get();
            ObjectStore store = objectStore.get();
            if (found.isEmpty() || !store.bucketExists(logUri.bucket())) {
                return;
            }
            Path collected = Files.createTempDirectory(Files.createDirectories(directory), "node-logs");
            try {
                found.get().collect(clusterId, collected);
                LogTree.store(store, collected, logUri.ofCluster(clusterId));
            } finally {
                FileTree.delete(collected);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot archive what the nodes of {} have logged", clusterId, e);
        }
    }
}
