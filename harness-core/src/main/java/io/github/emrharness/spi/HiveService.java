package io.github.emrharness.spi;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The Hives of the clusters, for tests that look at tables; a {@linkplain Engine#capability capability} of the engine Hive.
 * Safe for use by many threads.
 */
public interface HiveService {

    /**
     * Runs one statement and gives its rows; none, and no columns, if it is no query.
     *
     * @throws IOException if Hive does not run it; the message says why
     */
    DatasetContent query(String clusterId, String statement) throws IOException;

    /**
     * What the cluster's metastore knows of a table or view; empty if there is none of that name.
     *
     * @throws IOException if the metastore cannot answer
     */
    Optional<HiveTableDescription> table(String clusterId, String database, String table) throws IOException;

    /**
     * Where the cluster's HiveServer2 listens, {@code hive2://127.0.0.1:port}. Starts it if need be, and waits until it
     * answers.
     *
     * @throws IOException if it cannot be started
     */
    URI hiveServer2(String clusterId) throws IOException;
}
