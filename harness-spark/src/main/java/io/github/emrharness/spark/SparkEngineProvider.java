package io.github.emrharness.spark;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HarnessContext;

/**
 * Brings Spark to the harness: {@code spark-submit} steps of {@code command-runner.jar} run on the Spark of the test's
 * class path with a local master, or on the YARN of their cluster. Settings, all optional: {@code emr.harness.spark.master},
 * {@code emr.harness.spark.containers},
 * {@code emr.harness.spark.cores}, {@code emr.harness.spark.allowVersionMismatch}, {@code emr.harness.spark.python.install} and {@code emr.harness.spark.conf.<Spark property>}.
 */
public final class SparkEngineProvider implements EngineProvider {

    /** For the service loader. */
    public SparkEngineProvider() {}

    @Override
    public String application() {
        return "Spark";
    }

    @Override
    public Engine create(HarnessContext context) {
        return new SparkEngine(context, SparkSettings.of(context.settings()));
    }
}
