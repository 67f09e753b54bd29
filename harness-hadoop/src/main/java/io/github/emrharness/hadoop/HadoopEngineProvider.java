package io.github.emrharness.hadoop;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HarnessContext;

/** Brings Hadoop to the harness: each cluster has an HDFS and a YARN of its own, started when something needs them. */
public final class HadoopEngineProvider implements EngineProvider {

    /** For the service loader. */
    public HadoopEngineProvider() {}

    @Override
    public String application() {
        return "Hadoop";
    }

    @Override
    public Engine create(HarnessContext context) {
        return new HadoopEngine(context);
    }
}
