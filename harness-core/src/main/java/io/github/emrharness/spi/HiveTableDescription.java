package io.github.emrharness.spi;

import io.github.emrharness.spi.DatasetContent.Column;
import java.util.List;
import java.util.Map;

/**
 * A table or view as the metastore knows it.
 *
 * @param type {@code MANAGED_TABLE}, {@code EXTERNAL_TABLE}, {@code VIRTUAL_VIEW} or {@code MATERIALIZED_VIEW}
 * @param columns without those that it is partitioned by
 * @param location where its data lies; empty for a view
 * @param inputFormat the class that reads its files; empty for a view
 * @param serializationLibrary the SerDe of its rows; empty for a view
 * @param parameters its TBLPROPERTIES
 */
public record HiveTableDescription(
        String type,
        List<Column> columns,
        List<Column> partitionColumns,
        String location,
        String inputFormat,
        String serializationLibrary,
        Map<String, String> parameters,
        List<Partition> partitions) {

    public HiveTableDescription {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        parameters = Map.copyOf(parameters);
        partitions = List.copyOf(partitions);
    }

    /**
     * A partition of a table.
     *
     * @param name such as {@code day=2026-01-01/hour=3}
     * @param location where its data lies
     */
    public record Partition(String name, String location) {}
}
