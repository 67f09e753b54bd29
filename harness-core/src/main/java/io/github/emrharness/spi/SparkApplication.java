package io.github.emrharness.spi;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a Spark application has done, as Spark counts it in its event log and its UI.
 *
 * @param id Spark's, such as {@code local-1732284000000}
 * @param executorsLost how many executors were removed before the application ended
 * @param stages attempts at stages that have ended, in the order of their ends; stages that Spark skips are not among them
 */
public record SparkApplication(String id, String name, int executorsLost, List<Stage> stages) {

    public SparkApplication {
        stages = List.copyOf(stages);
    }

    /**
     * An attempt at a stage.
     *
     * @param attempt 0 for the first
     * @param name Spark's, such as {@code parquet at Sales.java:40}
     * @param tasks how many tasks it has
     * @param failedTasks how many attempts at tasks have failed; those that were killed, as after the failure of another, do
     *     not count
     * @param failureReason empty unless the stage has failed
     * @param inputRows rows, or records, read from files and tables
     * @param outputRows rows, or records, written to files and tables
     * @param shuffleReadBytes from this executor and from others
     * @param memoryBytesSpilled the size in memory of what was spilled
     * @param diskBytesSpilled the size on disk of the same
     */
    public record Stage(
            int id,
            int attempt,
            String name,
            int tasks,
            int failedTasks,
            String failureReason,
            long inputRows,
            long inputBytes,
            long outputRows,
            long outputBytes,
            long shuffleReadBytes,
            long shuffleWriteBytes,
            long memoryBytesSpilled,
            long diskBytesSpilled) {}

    /** The sum over all stages, for example of {@code Stage::inputRows}. */
    public long sum(ToLongFunction<Stage> metric) {
        return stages.stream().mapToLong(metric).sum();
    }
}
