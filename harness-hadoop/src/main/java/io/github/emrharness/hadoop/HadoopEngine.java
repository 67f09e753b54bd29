package io.github.emrharness.hadoop;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepRunner;
import java.util.List;

/** Hadoop. */
final class HadoopEngine implements Engine {

    private final HadoopJvms jvms;
    private final HadoopSteps steps;

    HadoopEngine(HarnessContext context) {
        jvms = new HadoopJvms(context);
        steps = new HadoopSteps(context, HadoopSettings.of(context.settings()), jvms);
    }

    @Override
    public List<StepRunner> stepRunners() {
        return steps.runners();
    }

    @Override
    public void warmUp() {
        // Nothing is worth it yet.
    }

    @Override
    public void close() {
        steps.close();
        jvms.close();
    }
}
