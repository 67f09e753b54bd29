package io.github.emrharness.spark;

import io.github.emrharness.spi.SparkApplication;
import io.github.emrharness.spi.SparkApplications;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** Has every Spark application of a step write down what it has done, and reads that. */
final class StepApplications implements SparkApplications {

    private static final String LISTENERS = "spark.extraListeners";
    private static final String LISTENER = "io.github.emrharness.spark.tools.ApplicationListener";
    private static final String DIRECTORY = "spark.emrHarness.applications";

    private final Map<String, Path> directories = new ConcurrentHashMap<>();

    /** Adds the listener to those that the step asks for. */
    SparkSubmitPlan listenedTo(SparkSubmitPlan plan, StepContext step) {
        Path directory =
                directories.computeIfAbsent(key(step.clusterId(), step.stepId()), first -> step.scratchDirectory()
                        .resolve("spark-applications"));
        Map<String, String> conf = new HashMap<>();
        conf.put(DIRECTORY, directory.toString());
        conf.put(LISTENERS, LISTENER);
        String others = plan.conf().get(LISTENERS);
        if (others != null && !others.isBlank()) {
            conf.put(LISTENERS, others + "," + LISTENER);
        }
        return plan.with(conf);
    }

    @Override
    public List<SparkApplication> of(String clusterId, String stepId) throws IOException {
        Path directory = directories.get(key(clusterId, stepId));
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        List<Properties> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "application*.properties")) {
            for (Path file : files) {
                try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    Properties properties = new Properties();
                    properties.load(reader);
                    all.add(properties);
                }
            }
        }
        return all.stream()
                .sorted(Comparator.comparingLong(each -> number(each, "start")))
                .map(StepApplications::application)
                .toList();
    }

    @Override
    public Optional<URI> userInterface(String clusterId, String stepId) throws IOException {
        Path directory = directories.get(key(clusterId, stepId));
        if (directory == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(Files.readString(directory.resolve("ui"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static SparkApplication application(Properties all) {
        List<SparkApplication.Stage> stages = new ArrayList<>();
        for (int i = 0; i < number(all, "stages"); i++) {
            stages.add(stage(all, i + "."));
        }
        return new SparkApplication(text(all, "id"), text(all, "name"), (int) number(all, "executorsLost"), stages);
    }

    private static SparkApplication.Stage stage(Properties all, String prefix) {
        return new SparkApplication.Stage(
                (int) number(all, prefix + "id"),
                (int) number(all, prefix + "attempt"),
                text(all, prefix + "name"),
                (int) number(all, prefix + "tasks"),
                (int) number(all, prefix + "failedTasks"),
                text(all, prefix + "failureReason"),
                number(all, prefix + "inputRows"),
                number(all, prefix + "inputBytes"),
                number(all, prefix + "outputRows"),
                number(all, prefix + "outputBytes"),
                number(all, prefix + "shuffleReadBytes"),
                number(all, prefix + "shuffleWriteBytes"),
                number(all, prefix + "memoryBytesSpilled"),
                number(all, prefix + "diskBytesSpilled"));
    }

    private static long number(Properties all, String name) {
        return Long.parseLong(text(all, name));
    }

    private static String text(Properties all, String name) {
        String value = all.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("A Spark application has left no " + name + ": " + all);
        }
        return value;
    }

    private static String key(String clusterId, String stepId) {
        return clusterId + "/" + stepId;
    }
}
