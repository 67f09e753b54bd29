package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The daemons of one cluster. HDFS starts when it is first asked for, YARN as well; the resource manager starts beside HDFS,
 * since it has no need of it.
 */
final class ClusterDaemons implements AutoCloseable {

    private final Path directory;
    private final DaemonLogs logs;
    private final Configuration configuration;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> adding = new HashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "start of daemons");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable CompletableFuture<Hdfs> hdfs;
    private @Nullable CompletableFuture<Yarn> yarn;
    private boolean closed;

    ClusterDaemons(Path directory, Map<String, String> properties, List<Node> nodes) {
        this.directory = directory;
        logs = new DaemonLogs(directory.resolve("logs"));
        configuration = new YarnConfiguration(new HdfsConfiguration());
        properties.forEach(configuration::set);
        nodes.forEach(node -> this.nodes.put(node.name(), node));
    }

    /** What clients of HDFS must know; waits until it is usable. */
    Map<String, String> hdfs() throws IOException {
        return await(startedHdfs()).client();
    }

    /** What clients of YARN must know besides; waits until it is usable. */
    Map<String, String> yarn() throws IOException {
        return await(startedYarn()).client();
    }

    /** What runs on YARN; empty if nothing has asked for it yet. */
    Optional<YarnApplications> applications() throws IOException {
        CompletableFuture<Yarn> begun;
        synchronized (this) {
            begun = yarn;
        }
        return begun == null ? Optional.empty() : Optional.of(await(begun).applications());
    }

    /** Copies the history of the MapReduce jobs that have ended on YARN. */
    void collectHistory(Path target) throws IOException {
        if (applications().isPresent()) {
            JobHistory.collect(files(), configuration, target);
        }
    }

    FileSystem files() throws IOException {
        return await(startedHdfs()).files();
    }

    /** Each daemon, {@code core-1/datanode} and the like, and whether it runs; only those of HDFS before YARN is asked for. */
    Map<String, String> nodes() throws IOException {
        Map<String, String> all = new TreeMap<>();
        CompletableFuture<Yarn> begun;
        synchronized (this) {
            begun = yarn;
        }
        await(startedHdfs()).dataNodes().forEach((name, runs) -> all.put(name + "/datanode", String.valueOf(runs)));
        if (begun != null) {
            await(begun).nodeManagers().forEach((name, runs) -> all.put(name + "/nodemanager", String.valueOf(runs)));
        }
        return all;
    }

    /** Adds a node to what runs already; waits for who is adding it. Does nothing if it is there. */
    void add(Node node) throws IOException {
        CompletableFuture<Void> added = new CompletableFuture<>();
        CompletableFuture<Void> byOther;
        CompletableFuture<Hdfs> files;
        CompletableFuture<Yarn> containers;
        synchronized (this) {
            byOther = nodes.putIfAbsent(node.name(), node) == null ? null : adding.get(node.name());
            if (byOther == null && nodes.get(node.name()) != node) {
                return;
            }
            adding.putIfAbsent(node.name(), added);
            files = hdfs;
            containers = yarn;
        }
        if (byOther != null) {
            await(byOther);
            return;
        }
        try {
            if (files != null && node.storesData()) {
                await(files).add(node);
            }
            if (containers != null && node.computes()) {
                await(containers).add(node);
            }
            added.complete(null);
        } catch (IOException | RuntimeException e) {
            added.completeExceptionally(e);
            throw e;
        } finally {
            synchronized (this) {
                adding.remove(node.name());
            }
        }
    }

    void kill(String node, String daemon) throws IOException {
        switch (daemon) {
            case "datanode" -> await(startedHdfs()).kill(node);
            case "nodemanager" -> await(startedYarn()).kill(node);
            default -> throw new IllegalArgumentException("No such daemon: " + daemon);
        }
    }

    private synchronized CompletableFuture<Hdfs> startedHdfs() throws IOException {
        requireOpen();
        if (hdfs == null) {
            List<Node> known = nodesNow();
            hdfs = start(() -> Hdfs.start(new Configuration(configuration), directory, logs, known));
        }
        return hdfs;
    }

    private synchronized CompletableFuture<Yarn> startedYarn() throws IOException {
        requireOpen();
        if (yarn == null) {
            List<Node> known = nodesNow();
            CompletableFuture<Hdfs> files = startedHdfs();
            CompletableFuture<Yarn> begun =
                    start(() -> Yarn.startResourceManager(new Configuration(configuration), directory, logs));
            yarn = begun.thenCombineAsync(
                    files,
                    (started, below) -> {
                        started.startNodes(below.client(), known);
                        return started;
                    },
                    executor);
        }
        return yarn;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The cluster has ended, and its HDFS and YARN with it.");
        }
    }

    private List<Node> nodesNow() {
        return new ArrayList<>(nodes.values());
    }

    private <T> CompletableFuture<T> start(DaemonLog.Start<T> start) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return start.start();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                executor);
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause =
                    e.getCause() instanceof UncheckedIOException unchecked ? unchecked.getCause() : e.getCause();
            throw new IOException(
                    cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while Hadoop's daemons start");
        }
    }

    /** Ends all daemons; what still starts ends when it has started. */
    @Override
    public void close() {
        CompletableFuture<Yarn> containers;
        CompletableFuture<Hdfs> files;
        synchronized (this) {
            closed = true;
            containers = yarn;
            files = hdfs;
        }
        if (containers != null) {
            containers
                    .handle((started, failure) -> {
                        if (started != null) {
                            started.close();
                        }
                        return true;
                    })
                    .join();
        }
        if (files != null) {
            files.handle((started, failure) -> {
                        if (started != null) {
                            started.close();
                        }
                        return true;
                    })
                    .join();
        }
        executor.shutdown();
        logs.close();
    }
}
