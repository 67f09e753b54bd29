package io.github.emrharness;

import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import io.github.emrharness.spi.HiveTableDescription;
import io.github.emrharness.spi.HiveTableDescription.Partition;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table or view in the metastore of a cluster. What is asked is read at the first question, and kept; take a new one from
 * {@link Hive#table} to read again.
 *
 * <p>Questions about a table that does not exist, but for {@link #exists()}, fail with an {@link IllegalStateException}; all
 * fail with an {@link UncheckedIOException} if Hive cannot answer.
 */
public final class HiveTable implements RowSet {

    private final Hive hive;
    private final String database;
    private final String table;
    private final Lazy<Optional<HiveTableDescription>> description = new Lazy<>(this::describe);
    private final Lazy<DatasetContent> content = new Lazy<>(this::read);

    HiveTable(Hive hive, String database, String table) {
        this.hive = hive;
        this.database = database;
        this.table = table;
    }

    /** Whether the metastore has it. */
    public boolean exists() {
        return description.get().isPresent();
    }

    /** The columns, those that it is partitioned by last. */
    @Override
    public List<Column> columns() {
        return Stream.concat(description().columns().stream(), description().partitionColumns().stream())
                .toList();
    }

    /** The columns that it is partitioned by; none if it is not. */
    public List<Column> partitionColumns() {
        return description().partitionColumns();
    }

    /** The names of the partitions, {@code day=2026-01-01/hour=3}, in alphabetical order. */
    public List<String> partitions() {
        return description().partitions().stream().map(Partition::name).sorted().toList();
    }

    /**
     * Where a partition's data lies.
     *
     * @param name such as {@code day=2026-01-01}
     * @throws IllegalArgumentException if there is no such partition
     */
    public String partitionLocation(String name) {
        return description().partitions().stream()
                .filter(partition -> partition.name().equals(name))
                .findFirst()
                .map(Partition::location)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no partition [" + name + "] of " + this + "; there are " + partitions() + "."));
    }

    /** Where its data lies, such as {@code s3://bucket/prefix}; empty for a view. */
    public String location() {
        return description().location();
    }

    /** All that the metastore knows of it. */
    public HiveTableDescription description() {
        return description
                .get()
                .orElseThrow(() -> new IllegalStateException("There is no table " + database + "." + table
                        + " in the metastore of cluster " + hive.clusterId() + "."));
    }

    /** All rows, read by Hive. */
    @Override
    public List<Row> rows() {
        return content.get().rows().stream().map(Row::of).toList();
    }

    private Optional<HiveTableDescription> describe() {
        return Hive.read(() -> hive.service().table(hive.clusterId(), database, table));
    }

    private DatasetContent read() {
        description();
        String statement = "SELECT * FROM `" + database + "`.`" + table + "`";
        return Hive.read(() -> hive.service().query(hive.clusterId(), statement));
    }

    @Override
    public String toString() {
        return "table " + database + "." + table;
    }
}
