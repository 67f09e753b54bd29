package io.github.emrharness;

import io.github.emrharness.spi.HiveService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Hive of a cluster: the tables that its steps have made, whether with Hive or with Spark. Safe for use by many threads.
 */
public final class Hive {

    private final String clusterId;
    private final Supplier<Optional<HiveService>> service;

    Hive(String clusterId, Supplier<Optional<HiveService>> service) {
        this.clusterId = clusterId;
        this.service = service;
    }

    /**
     * Runs one statement of HiveQL at once, and waits for its end.
     *
     * @param statement a query, or any other statement, which then gives no rows
     * @throws UncheckedIOException if Hive does not run it; the message says why, in Hive's words
     * @throws IllegalStateException if there is no Hive on the class path
     */
    public HiveResult query(String statement) {
        return new HiveResult(statement, read(() -> service().query(clusterId, statement)));
    }

    /**
     * A table or view, which need not exist.
     *
     * @param name such as {@code shop.sales}; a name without a database is of the database {@code default}
     * @throws IllegalArgumentException if that is no name of a table
     */
    public HiveTable table(String name) {
        String[] parts = name.split("\\.", -1);
        boolean hasDatabase = parts.length == 2;
        if (parts.length > 2 || parts[0].isBlank() || parts[parts.length - 1].isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a table is <database>.<table> or <table>, but was [" + name + "].");
        }
        return new HiveTable(this, hasDatabase ? parts[0] : "default", hasDatabase ? parts[1] : parts[0]);
    }

    /**
     * Where the cluster's HiveServer2 answers JDBC clients, {@code jdbc:hive2://127.0.0.1:port/default}; the first call
     * starts it. There is no authentication. The class path of the test needs Hive's JDBC driver.
     *
     * @throws UncheckedIOException if it cannot be started
     * @throws IllegalStateException if there is no Hive on the class path
     */
    public String jdbcUrl() {
        URI address = read(() -> service().hiveServer2(clusterId));
        return "jdbc:hive2://" + address.getAuthority() + "/default";
    }

    HiveService service() {
        return service.get()
                .orElseThrow(() -> new IllegalStateException("There is no Hive in this harness. Add the dependency"
                        + " io.github.emrharness:emr-harness-hive to the class path of the test."));
    }

    String clusterId() {
        return clusterId;
    }

    static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            String message = e.getMessage();
            throw new UncheckedIOException(message != null ? message : e.toString(), e);
        }
    }

    /** Something that asks the engine. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    @Override
    public String toString() {
        return "Hive of cluster " + clusterId;
    }
}
