package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The clusters of the harness that have an HDFS. */
final class Clusters implements AutoCloseable {

    private final Map<String, ClusterDaemons> byId = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> ending = new ConcurrentHashMap<>();

    /** Adds a cluster, without starting anything; does nothing if it is there. */
    void open(String id, Path directory, Map<String, String> configuration, List<Node> nodes) {
        byId.computeIfAbsent(id, absent -> new ClusterDaemons(directory, configuration, nodes));
    }

    ClusterDaemons of(String id) throws IOException {
        ClusterDaemons cluster = byId.get(id);
        if (cluster == null) {
            throw new IOException("The cluster " + id + " has ended, and its HDFS and YARN with it.");
        }
        return cluster;
    }

    /** Ends the daemons of a cluster. */
    void end(String id) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        ending.put(id, over);
        try {
            ClusterDaemons cluster = byId.remove(id);
            if (cluster != null) {
                cluster.close();
            }
        } finally {
            ending.remove(id, over);
            over.complete(null);
        }
    }

    /** Ends all, and waits for those that end already: their threads must be gone with the process. */
    @Override
    public void close() {
        byId.keySet().forEach(this::end);
        ending.values().forEach(CompletableFuture::join);
    }
}
