package io.github.emrharness;

import io.github.emrharness.spi.DatasetContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Datasets whose rows a test gives, for tests of assertions that need no engine. */
public final class ReadableDatasets {

    private ReadableDatasets() {}

    /** A dataset at {@code s3://b/out/} with these columns and rows. */
    public static Dataset of(List<DatasetContent.Column> columns, List<List<Object>> rows) {
        Datasets datasets = new Datasets(() -> Optional.of(location -> new DatasetContent(columns, rows)));
        S3Bucket bucket = new S3Bucket(
                "b",
                () -> {
                    throw new IllegalStateException("This dataset is not on S3.");
                },
                name -> null,
                datasets);
        return new Dataset(bucket.prefix("out/"), datasets, Optional.of("csv"), Map.of());
    }
}
