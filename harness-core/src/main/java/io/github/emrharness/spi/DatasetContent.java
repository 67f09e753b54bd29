package io.github.emrharness.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset in memory. Values are of the JDK's types: String, Boolean, Byte, Short, Integer, Long, Float, Double,
 * BigDecimal, {@code byte[]}, LocalDate, Instant, LocalDateTime, List for arrays, Map for maps, and a Map from field
 * name to value, in the order of the fields, for structs; null for a null.
 *
 * @param rows each as long as the list of columns; in the order in which the engine gave them
 */
public record DatasetContent(List<Column> columns, List<List<@Nullable Object>> rows) {

    /**
     * A column.
     *
     * @param type as Spark SQL writes it in DDL, for example {@code int} or {@code array<string>}
     */
    public record Column(String name, String type) {}
}
