package io.github.emrharness.spi;

import java.util.Map;

/**
 * Where a dataset lies and how it is written.
 *
 * @param uri a file or a directory, {@code s3://...} or {@code file:...}
 * @param format {@code parquet}, {@code orc}, {@code csv}, {@code json} or {@code text}
 * @param options the options of Spark's reader of that format, such as {@code header}
 */
public record DatasetLocation(String uri, String format, Map<String, String> options) {
    public DatasetLocation {
        options = Map.copyOf(options);
    }
}
