package io.github.emrharness.spark;

import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Spark's event logs, which EMR's {@code spark-defaults} switch on: here they are on where a step runs on YARN, and where a step
 * or a cluster asks for them. Without a directory they go where EMR has them, in the cluster's HDFS or, where the step has no
 * HDFS, in the sandbox of the master.
 */
final class EventLogs {

    private static final String ENABLED = "spark.eventLog.enabled";
    private static final String DIRECTORY = "spark.eventLog.dir";
    private static final String DEFAULT_FILE_SYSTEM = "spark.hadoop.fs.defaultFS";

    /** On EMR, in HDFS. */
    static final String PLACE = "/var/log/spark/apps";

    private EventLogs() {}

    static SparkSubmitPlan writtenBy(SparkSubmitPlan plan, StepContext step) throws IOException {
        boolean enabled = Boolean.parseBoolean(plan.conf()
                .getOrDefault(ENABLED, String.valueOf(plan.deployment().isOnYarn())));
        if (!enabled || plan.conf().containsKey(DIRECTORY)) {
            return plan;
        }
        String fileSystem = plan.conf().get(DEFAULT_FILE_SYSTEM);
        if (fileSystem != null && fileSystem.startsWith("hdfs:")) {
            return plan.with(Map.of(ENABLED, "true", DIRECTORY, "hdfs://" + PLACE));
        }
        Path directory = Files.createDirectories(step.scratchDirectory().resolve("spark-events"));
        step.logs().controller("Spark writes its event log to " + directory);
        return plan.with(Map.of(ENABLED, "true", DIRECTORY, directory.toUri().toString()));
    }
}
