package io.github.emrharness.spark.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.Option;

/**
 * Writes down at the end of an application what it has done. Beside Spark's event log, which a job may switch off, roll or
 * send anywhere.
 */
public final class ApplicationListener extends SparkListener {

    /** The property of Spark that names the directory for the files. */
    static final String DIRECTORY = "spark.emrHarness.applications";

    private final Path directory;
    private final List<StageInfo> stages = new ArrayList<>();
    private final Map<List<Integer>, Integer> failedTasks = new HashMap<>();
    private String id = "";
    private String name = "";
    private long start;
    private int executorsLost;
    private boolean userInterfaceIsTold;

    /** Called by Spark. */
    public ApplicationListener(SparkConf conf) {
        directory = Path.of(conf.get(DIRECTORY));
    }

    @Override
    public void onApplicationStart(SparkListenerApplicationStart event) {
        id = event.appId().isDefined() ? event.appId().get() : "";
        name = event.appName();
        start = event.time();
        tellUserInterface();
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded event) {
        tellUserInterface();
    }

    @Override
    public void onJobStart(SparkListenerJobStart event) {
        tellUserInterface();
    }

    /** Once the context is complete, which it is not yet when the application starts. */
    private void tellUserInterface() {
        Option<SparkContext> context = userInterfaceIsTold ? Option.empty() : ProcessEnd.activeContext();
        if (context.isEmpty()) {
            return;
        }
        userInterfaceIsTold = true;
        Option<String> address = context.get().uiWebUrl();
        if (address.isDefined()) {
            System.err.println("The Spark UI of " + context.get().applicationId() + " is at " + address.get());
            try {
                Files.createDirectories(directory);
                Path whole = Files.createTempFile(directory, "ui", null);
                Files.writeString(whole, address.get());
                Files.move(whole, userInterface(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path userInterface() {
        return directory.resolve("ui");
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        boolean failed = event.reason() instanceof ExceptionFailure || event.reason() instanceof FetchFailed;
        if (failed) {
            failedTasks.merge(List.of(event.stageId(), event.stageAttemptId()), 1, Integer::sum);
        }
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted event) {
        stages.add(event.stageInfo());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        executorsLost++;
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd event) {
        Properties all = new Properties();
        all.setProperty("id", id);
        all.setProperty("name", name);
        all.setProperty("start", String.valueOf(start));
        all.setProperty("executorsLost", String.valueOf(executorsLost));
        all.setProperty("stages", String.valueOf(stages.size()));
        for (int i = 0; i < stages.size(); i++) {
            describe(stages.get(i), i + ".", all);
        }
        try {
            Files.deleteIfExists(userInterface());
            Files.createDirectories(directory);
            try (Writer file = Files.newBufferedWriter(
                    Files.createTempFile(directory, "application", ".properties"), StandardCharsets.UTF_8)) {
                all.store(file, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(StageInfo stage, String prefix, Properties all) {
        TaskMetrics metrics = stage.taskMetrics();
        Map<String, Object> values = new HashMap<>();
        values.put("id", stage.stageId());
        values.put("attempt", stage.attemptNumber());
        values.put("name", stage.name());
        values.put("tasks", stage.numTasks());
        values.put("failedTasks", failedTasks.getOrDefault(List.of(stage.stageId(), stage.attemptNumber()), 0));
        values.put(
                "failureReason",
                stage.failureReason().isDefined() ? stage.failureReason().get() : "");
        values.put("inputRows", metrics.inputMetrics().recordsRead());
        values.put("inputBytes", metrics.inputMetrics().bytesRead());
        values.put("outputRows", metrics.outputMetrics().recordsWritten());
        values.put("outputBytes", metrics.outputMetrics().bytesWritten());
        values.put("shuffleReadBytes", metrics.shuffleReadMetrics().totalBytesRead());
        values.put("shuffleWriteBytes", metrics.shuffleWriteMetrics().bytesWritten());
        values.put("memoryBytesSpilled", metrics.memoryBytesSpilled());
        values.put("diskBytesSpilled", metrics.diskBytesSpilled());
        values.forEach((key, value) -> all.setProperty(prefix + key, String.valueOf(value)));
    }
}
