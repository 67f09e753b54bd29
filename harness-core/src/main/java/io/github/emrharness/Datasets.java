package io.github.emrharness;

import io.github.emrharness.spi.DatasetReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes datasets that the engines of one harness read. */
final class Datasets {

    private final Supplier<Optional<DatasetReader>> reader;

    Datasets(Supplier<Optional<DatasetReader>> reader) {
        this.reader = reader;
    }

    Dataset at(S3Bucket bucket, String key) {
        return new Dataset(bucket.prefix(key), this, Optional.empty(), Map.of());
    }

    DatasetReader reader() {
        return reader.get()
                .orElseThrow(() -> new IllegalStateException("There is no engine that can read a dataset. Add the"
                        + " artefact io.github.emrharness:emr-harness-spark and Spark to the class path of the test."));
    }
}
