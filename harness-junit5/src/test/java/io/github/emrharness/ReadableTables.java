package io.github.emrharness;

import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.HiveService;
import io.github.emrharness.spi.HiveTableDescription;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A Hive with known tables, for tests of assertions. */
public final class ReadableTables implements HiveService {

    private final Map<String, HiveTableDescription> tables;
    private final DatasetContent rows;

    private ReadableTables(Map<String, HiveTableDescription> tables, DatasetContent rows) {
        this.tables = tables;
        this.rows = rows;
    }

    /** All queries give these rows. */
    public static Hive of(Map<String, HiveTableDescription> tables, DatasetContent rows) {
        return new Hive("j-1", () -> Optional.of(new ReadableTables(tables, rows)));
    }

    /** As without the artefact. */
    public static Hive none() {
        return new Hive("j-1", Optional::empty);
    }

    @Override
    public DatasetContent query(String clusterId, String statement) {
        return rows;
    }

    @Override
    public Optional<HiveTableDescription> table(String clusterId, String database, String table) {
        return Optional.ofNullable(tables.get(database + "." + table));
    }

    @Override
    public URI hiveServer2(String clusterId) {
        return URI.create("hive2://127.0.0.1:4711");
    }
}
