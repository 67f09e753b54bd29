package io.github.emrharness.hadoop;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepRunner;
import java.util.List;

/** Hadoop. */
final class HadoopEngine implements Engine {

    private final HadoopJvms jvms;

    HadoopEngine(HarnessContext context) {
        jvms = new HadoopJvms(context);
    }

    @Override
    public List<StepRunner> stepRunners() {
        return List.of();
    }

    @Override
    public void warmUp() {
        // Nothing is worth it yet.
    }

    @Override
    public void close() {
        jvms.close();
    }
}
