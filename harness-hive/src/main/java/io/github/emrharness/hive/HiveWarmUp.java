package io.github.emrharness.hive;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.inprocess.WarmUpUntilWanted;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the metastore and loads Hive before the first step needs them. A step that comes meanwhile gets this Hive, and waits
 * for it: a second one, cold as well, would be ready later.
 */
final class HiveWarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(HiveWarmUp.class);

    /** In a catalog of its own, so that no cluster sees it. */
    private static final String CLUSTER = "warm-up";

    /** What most scripts do, the cheapest first. */
    private static final List<String> STATEMENTS = List.of(
            "DROP TABLE IF EXISTS numbers",
            "CREATE TABLE numbers STORED AS ORC AS"
                    + " SELECT n, COUNT(*) AS times FROM (SELECT 1 AS n) one GROUP BY n",
            "SELECT * FROM numbers");

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final HiveMetastore metastore;
    private final ClusterSites sites;
    private final Executor executor;
    private @Nullable CompletableFuture<@Nullable Void> announced;

    HiveWarmUp(HarnessContext harness, HiveJvms jvms, HiveMetastore metastore, ClusterSites sites, Executor executor) {
        this.harness = harness;
        this.jvms = jvms;
        this.metastore = metastore;
        this.sites = sites;
        this.executor = executor;
    }

    /** Begins, the first time; a child JVM for each step has no use for it. */
    synchronized void begin() {
        if (announced != null || harness.isolation() == Isolation.FORKED) {
            return;
        }
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        announced = done;
        try {
            executor.execute(() -> run(done));
        } catch (RejectedExecutionException closed) {
            done.complete(null);
        }
    }

    /** Waits, if a warm-up has begun, until a process that starts would get its Hive. */
    void awaitAnnounced() {
        CompletableFuture<@Nullable Void> begun;
        synchronized (this) {
            begun = announced;
        }
        if (begun != null) {
            begun.join();
        }
    }

    private void run(CompletableFuture<@Nullable Void> done) {
        try {
            HiveMetastore.ForCluster reserved = metastore.reserve(CLUSTER);
            jvms.warmUp(() -> new Program(reserved));
        } catch (IOException | RuntimeException e) {
            // The first step meets the same trouble and shows it.
            LOG.debug("Hive could not be warmed up", e);
        } finally {
            done.complete(null);
        }
        openMetastore();
    }

    private void openMetastore() {
        try {
            metastore.of(CLUSTER, Map.of());
        } catch (IOException | RuntimeException e) {
            LOG.debug("The metastore could not be opened", e);
        }
    }

    /** One run of the statements, which ends between two of them when a step comes. */
    private final class Program extends WarmUpUntilWanted {

        private final HiveMetastore.ForCluster reserved;

        private Program(HiveMetastore.ForCluster reserved) {
            this.reserved = reserved;
        }

        @Override
        protected Path newDirectory() throws IOException {
            return Files.createTempDirectory(jvms.directory(), "warm-up");
        }

        @Override
        protected JavaCommand command(Path directory, Path wanted) throws IOException {
            List<String> arguments = new ArrayList<>(List.of(wanted.toString()));
            arguments.addAll(STATEMENTS);
            return jvms.command(
                            "WarmUpMain",
                            "warm-up of Hive",
                            arguments,
                            sites.of(reserved, directory),
                            directory,
                            directory)
                    .build();
        }
    }
}
