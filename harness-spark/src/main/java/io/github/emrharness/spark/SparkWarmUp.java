package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads Spark before the first step needs it. A step that comes meanwhile gets this Spark, since a second one, cold as well,
 * would be ready later; the warm-up then ends where it is, as the step itself loads all that it needs.
 */
final class SparkWarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(SparkWarmUp.class);
    private static final String MAIN_CLASS = "io.github.emrharness.spark.tools.WarmUpMain";

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final Executor executor;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean begun;
    private boolean stepWaits;

    SparkWarmUp(HarnessContext harness, SparkSettings settings, SparkJvms jvms, Executor executor) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.executor = executor;
    }

    /** Begins, the first time; a child JVM for each step has no use for it. */
    synchronized void begin() {
        if (begun || harness.isolation() == Isolation.FORKED) {
            return;
        }
        begun = true;
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException closed) {
            done.complete(null);
        }
    }

    /** Makes what has begun end soon, and waits for that; a warm-up that has not begun is not needed any more. */
    void await() {
        hurry().join();
    }

    /** Completes when no warm-up stands in the way of a step. */
    CompletableFuture<Void> hurry() {
        synchronized (this) {
            stepWaits = true;
            if (!begun) {
                begun = true;
                done.complete(null);
            }
            if (!done.isDone()) {
                tellProgram();
            }
        }
        return ended();
    }

    /** Completes when what has begun is over. */
    CompletableFuture<Void> ended() {
        return done.copy();
    }

    private void tellProgram() {
        try {
            Files.writeString(stepWaitsFile(), "");
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("The warm-up of Spark cannot be told that a step waits", e);
        }
    }

    private Path stepWaitsFile() {
        return harness.directory("spark").resolve("step-waits");
    }

    private synchronized boolean stepWaits() {
        return stepWaits;
    }

    private void run() {
        try {
            SparkRequirements.checkJava(Runtime.version());
            jvms.classPath();
            if (stepWaits()) {
                done.complete(null);
                return;
            }
            Path directory = Files.createTempDirectory(harness.directory("spark"), "warm-up");
            Map<String, String> properties = SparkDefaults.properties(harness, settings, null, directory);
            properties.put("spark.master", "local[" + settings.cores() + "]");
            properties.put("spark.app.name", "warm-up");
            Path propertiesFile = directory.resolve("spark.properties");
            SparkProperties.write(properties, propertiesFile);
            JavaCommand command = jvms.command(MAIN_CLASS, "warm-up of Spark")
                    .arguments(List.of(
                            propertiesFile.toString(),
                            directory.toUri().toString(),
                            stepWaitsFile().toString()))
                    .environment(SparkDefaults.environment(Map.of(), directory))
                    .workingDirectory(directory)
                    .build();
            CompletableFuture<Integer> unused = jvms.start(command).onExit().whenComplete((code, failure) -> {
                LOG.debug("The warm-up of Spark has ended with {}", failure == null ? code : failure);
                done.complete(null);
            });
        } catch (IOException | StepStartException | RuntimeException e) {
            // The first step meets the same trouble and shows it.
            LOG.debug("Spark could not be warmed up", e);
            done.complete(null);
        }
    }
}
