package io.github.emrharness;

import io.github.emrharness.spi.DatasetContent.Column;
import java.util.List;
import java.util.stream.Collectors;

/** Rows and columns that a test looks at: a {@link Dataset}, a {@link HiveTable} or a {@link HiveResult}. */
public interface RowSet {

    /** The columns, in order. */
    List<Column> columns();

    /** The schema as Spark and Hive write it in DDL, such as {@code store string, total double}. */
    default String schema() {
        return columns().stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    /** All rows, in the order in which the engine gave them. */
    List<Row> rows();

    /** The number of rows. */
    default int size() {
        return rows().size();
    }
}
