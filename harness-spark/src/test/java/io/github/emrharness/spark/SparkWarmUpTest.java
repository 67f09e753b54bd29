package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spark.jobs.Scenario;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkWarmUpTest {

    @TempDir
    static Path root;

    @Test
    void the_first_step_runs_on_the_engine_that_is_warmed_and_nothing_is_left_at_the_end() throws Exception {
        TestHarness harness =
                new TestHarness(root, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of());
        String jar = JobJar.of(root.resolve("job.jar"), Scenario.class).toString();
        TestStep step =
                TestStep.commandRunner(root, "spark-submit", "--class", Scenario.class.getName(), jar, "leave-open");
        SparkEngine engine = new SparkEngine(harness, SparkSettings.of(harness.settings()));
        try (engine) {
            engine.warmUp();
            engine.warmUp();

            assertThat(step.run(engine)).as(step.err().text()).isZero();
        }

        assertThatThrownBy(() -> step.start(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The harness is closed: no Spark step can be started any more.");
    }

    @Test
    void a_warm_up_that_nothing_waits_for_does_all_of_its_work(@TempDir Path directory) throws Exception {
        TestHarness harness =
                new TestHarness(directory, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of());
        try (SparkJvms jvms = new SparkJvms(harness)) {
            SparkWarmUp warmUp = new SparkWarmUp(harness, SparkSettings.of(harness.settings()), jvms, Runnable::run);

            warmUp.begin();

            assertThat(warmUp.ended()).succeedsWithin(Duration.ofMinutes(2));
        }
        assertThat(directory).isDirectoryRecursivelyContaining("glob:**/numbers/_SUCCESS");
    }

    @Test
    void a_step_that_comes_before_the_warm_up_has_done_anything_does_not_wait_for_it(@TempDir Path directory) {
        TestHarness harness =
                new TestHarness(directory, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of());
        List<Runnable> background = new ArrayList<>();
        try (SparkJvms jvms = new SparkJvms(harness)) {
            SparkWarmUp warmUp = new SparkWarmUp(harness, SparkSettings.of(harness.settings()), jvms, background::add);
            warmUp.begin();

            CompletableFuture<Void> over = warmUp.hurry();

            assertThat(over).isNotDone();
            background.forEach(Runnable::run);
            assertThat(over).isCompleted();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**warm-up*");
    }
}
