package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.inprocess.WarmUpUntilWanted;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
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
 * Loads Spark before a step needs it: before the first one, and again when a step leaves its Spark unusable. A step that
 * comes meanwhile gets this Spark, since a second one, cold as well, would be ready later; the warm-up then ends where it
 * is, as the step itself loads all that it needs.
 */
final class SparkWarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(SparkWarmUp.class);
    private static final String MAIN_CLASS = "io.github.emrharness.spark.tools.WarmUpMain";

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final Executor executor;
    private final CompletableFuture<Void> arranged = new CompletableFuture<>();
    private volatile CompletableFuture<?> warmed = CompletableFuture.completedFuture(null);
    private boolean begun;
    private boolean stepCame;

    SparkWarmUp(HarnessContext harness, SparkSettings settings, SparkJvms jvms, Executor executor) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.executor = executor;
    }

    /** Begins, the first time. */
    void begin() {
        if (beginsNow()) {
            try {
                executor.execute(this::arrange);
            } catch (RejectedExecutionException closed) {
                arranged.complete(null);
            }
        }
    }

    private synchronized boolean beginsNow() {
        boolean now = !begun;
        begun = true;
        return now;
    }

    /**
     * To be called before a JVM with Spark is started: arranges, once, that an engine which becomes unusable is replaced by a
     * warm one.
     */
    void stepComes() {
        synchronized (this) {
            stepCame = true;
        }
        if (beginsNow()) {
            arrange();
        }
        arranged.join();
    }

    private void arrange() {
        try {
            // A child JVM for each step has no use for it.
            if (harness.isolation() == Isolation.IN_PROCESS) {
                SparkRequirements.checkJava(Runtime.version());
                if (hasStepCome()) {
                    jvms.warmReplacements(Program::new);
                } else {
                    warmed = jvms.warmUp(Program::new);
                }
            }
        } catch (IOException | StepStartException | RuntimeException e) {
            // The first step meets the same trouble and shows it.
            LOG.debug("Spark cannot be warmed up", e);
        } finally {
            arranged.complete(null);
        }
    }

    /** Completes when the engine that {@link #begin} asked for is warm. */
    CompletableFuture<?> warmed() {
        return warmed;
    }

    private synchronized boolean hasStepCome() {
        return stepCame;
    }

    /** One run of the program. */
    private final class Program extends WarmUpUntilWanted {

        @Override
        protected Path newDirectory() throws IOException {
            return Files.createTempDirectory(harness.directory("spark"), "warm-up");
        }

        @Override
        protected JavaCommand command(Path directory, Path stepWaits) throws IOException {
            Map<String, String> properties = SparkDefaults.properties(harness, settings, null, directory);
            properties.put("spark.master", "local[" + settings.cores() + "]");
            properties.put("spark.app.name", "warm-up");
            Path propertiesFile = directory.resolve("spark.properties");
            SparkProperties.write(properties, propertiesFile);
            return jvms.command(MAIN_CLASS, "warm-up of Spark")
                    .arguments(
                            List.of(propertiesFile.toString(), directory.toUri().toString(), stepWaits.toString()))
                    .environment(SparkDefaults.environment(Map.of(), directory))
                    .workingDirectory(directory)
                    .build();
        }
    }
}
