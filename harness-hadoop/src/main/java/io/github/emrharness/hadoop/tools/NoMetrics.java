package io.github.emrharness.hadoop.tools;

import org.apache.hadoop.metrics2.MetricsSink;
import org.apache.hadoop.metrics2.MetricsSource;
import org.apache.hadoop.metrics2.MetricsSystem;
import org.apache.hadoop.metrics2.lib.MetricsAnnotations;
import org.jspecify.annotations.Nullable;

/**
 * Counts for nobody. Hadoop's own keeps what it is given until the JVM ends: the name node of each cluster that has ended, with
 * its memory.
 */
final class NoMetrics extends MetricsSystem {

    @Override
    public MetricsSystem init(String prefix) {
        return this;
    }

    @Override
    public <T> T register(@Nullable String name, @Nullable String description, T source) {
        // Makes the counters of a source that has only annotations.
        MetricsAnnotations.makeSource(source);
        return source;
    }

    @Override
    public <T extends MetricsSink> T register(String name, String description, T sink) {
        return sink;
    }

    @Override
    public void register(Callback callback) {}

    @Override
    public void unregisterSource(String name) {}

    @Override
    public @Nullable MetricsSource getSource(String name) {
        return null;
    }

    @Override
    public void publishMetricsNow() {}

    @Override
    public boolean shutdown() {
        return true;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void startMetricsMBeans() {}

    @Override
    public void stopMetricsMBeans() {}

    @Override
    public String currentConfig() {
        return "";
    }
}
