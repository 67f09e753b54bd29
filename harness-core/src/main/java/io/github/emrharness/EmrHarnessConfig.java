package io.github.emrharness;

import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a harness; equal settings may share one harness.
 *
 * @param region the AWS region to play
 * @param accountId twelve digits, used in ARNs
 * @param isolation where the JVMs of steps run
 * @param engineLogLevel the threshold of the engines' logs
 * @param progression how clusters get from one state to the next
 * @param emrPort where the EMR API listens on 127.0.0.1; 0 takes a free port
 * @param dataDirectory what keeps the objects of S3 and the files of the clusters when the harness is closed, made when
 *     missing; empty for a directory that goes with the harness. Only one harness at a time can have it.
 * @param settings further settings of single back ends, by their full names
 */
public record EmrHarnessConfig(
        String region,
        String accountId,
        Isolation isolation,
        EngineLogLevel engineLogLevel,
        Progression progression,
        int emrPort,
        Optional<Path> dataDirectory,
        Map<String, String> settings) {

    /**
     * The name of a setting: with {@code verify}, the default, the EMR API answers only requests that are signed with the
     * harness's access key; with {@code ignore} it takes requests that are signed with any key or not at all.
     */
    public static final String SIGNATURES = "emr.harness.signatures";

    /**
     * The name of a setting: the names of the IAM roles and instance profiles that exist, separated by spaces. By default
     * every name exists that IAM would allow. As on EMR, {@code RunJobFlow} refuses an instance profile ({@code
     * JobFlowRole}) that does not exist, while a cluster whose service or Auto Scaling role does not exist ends in {@code
     * TERMINATED_WITH_ERRORS} with {@code VALIDATION_ERROR}.
     */
    public static final String IAM_ROLES = "emr.harness.iam.roles";

    /** The name of a setting: names of IAM roles and instance profiles that do not exist, separated by spaces. */
    public static final String MISSING_IAM_ROLES = "emr.harness.iam.missingRoles";

    /**
     * The name of a setting: with {@code yarn} Spark steps run on the YARN of their cluster, for which {@code
     * emr-harness-hadoop} must be on the class path; with {@code local}, the default, in one JVM. Those that ask for a local
     * master themselves get it in any case.
     */
    public static final String SPARK_MASTER = "emr.harness.spark.master";

    public EmrHarnessConfig {
        settings = Map.copyOf(settings);
        HarnessSettings.check(settings);
    }

    /** The settings that apply where nothing else is said. */
    public static EmrHarnessConfig defaults() {
        return new EmrHarnessConfig(
                "us-east-1",
                "123456789012",
                Isolation.IN_PROCESS,
                EngineLogLevel.WARN,
                Progression.immediate(),
                0,
                Optional.empty(),
                Map.of());
    }

    public EmrHarnessConfig withRegion(String value) {
        return new EmrHarnessConfig(
                value, accountId, isolation, engineLogLevel, progression, emrPort, dataDirectory, settings);
    }

    public EmrHarnessConfig withAccountId(String value) {
        return new EmrHarnessConfig(
                region, value, isolation, engineLogLevel, progression, emrPort, dataDirectory, settings);
    }

    public EmrHarnessConfig withIsolation(Isolation value) {
        return new EmrHarnessConfig(
                region, accountId, value, engineLogLevel, progression, emrPort, dataDirectory, settings);
    }

    public EmrHarnessConfig withEngineLogLevel(EngineLogLevel value) {
        return new EmrHarnessConfig(region, accountId, isolation, value, progression, emrPort, dataDirectory, settings);
    }

    public EmrHarnessConfig withProgression(Progression value) {
        return new EmrHarnessConfig(
                region, accountId, isolation, engineLogLevel, value, emrPort, dataDirectory, settings);
    }

    public EmrHarnessConfig withEmrPort(int value) {
        return new EmrHarnessConfig(
                region, accountId, isolation, engineLogLevel, progression, value, dataDirectory, settings);
    }

    public EmrHarnessConfig withDataDirectory(Path value) {
        return new EmrHarnessConfig(
                region, accountId, isolation, engineLogLevel, progression, emrPort, Optional.of(value), settings);
    }

    public EmrHarnessConfig withSettings(Map<String, String> value) {
        return new EmrHarnessConfig(
                region, accountId, isolation, engineLogLevel, progression, emrPort, dataDirectory, value);
    }
}
