package io.github.emrharness;

import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.util.Map;

/**
 * The settings of a harness; equal settings may share one harness.
 *
 * @param region the AWS region to play
 * @param accountId twelve digits, used in ARNs
 * @param isolation where the JVMs of steps run
 * @param engineLogLevel the threshold of the engines' logs
 * @param progression how clusters get from one state to the next
 * @param settings further settings of single back ends, by their full names
 */
public record EmrHarnessConfig(
        String region,
        String accountId,
        Isolation isolation,
        EngineLogLevel engineLogLevel,
        Progression progression,
        Map<String, String> settings) {

    public EmrHarnessConfig {
        settings = Map.copyOf(settings);
    }

    /** The settings that apply where nothing else is said. */
    public static EmrHarnessConfig defaults() {
        return new EmrHarnessConfig(
                "us-east-1",
                "123456789012",
                Isolation.IN_PROCESS,
                EngineLogLevel.WARN,
                Progression.immediate(),
                Map.of());
    }

    public EmrHarnessConfig withIsolation(Isolation value) {
        return new EmrHarnessConfig(region, accountId, value, engineLogLevel, progression, settings);
    }

    public EmrHarnessConfig withEngineLogLevel(EngineLogLevel value) {
        return new EmrHarnessConfig(region, accountId, isolation, value, progression, settings);
    }

    public EmrHarnessConfig withProgression(Progression value) {
        return new EmrHarnessConfig(region, accountId, isolation, engineLogLevel, value, settings);
    }

    public EmrHarnessConfig withSettings(Map<String, String> value) {
        return new EmrHarnessConfig(region, accountId, isolation, engineLogLevel, progression, value);
    }
}
