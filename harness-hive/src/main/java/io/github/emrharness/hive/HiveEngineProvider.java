package io.github.emrharness.hive;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HarnessContext;

/**
 * Brings Hive to the harness: {@code hive-script}, {@code hive} and {@code beeline} steps of {@code command-runner.jar} run on
 * Hive 3.1.3 with Tez. Settings, all optional: {@code emr.harness.hive.conf.<Hive property>} for all steps, weaker than what a
 * cluster or a step gives; {@code emr.harness.hive.stepTimeout}, such as {@code 10 m}, after which a step is killed, an hour
 * unless said otherwise.
 */
public final class HiveEngineProvider implements EngineProvider {

    /** For the service loader. */
    public HiveEngineProvider() {}

    @Override
    public String application() {
        return "Hive";
    }

    @Override
    public Engine create(HarnessContext context) {
        return new HiveEngine(context);
    }
}
