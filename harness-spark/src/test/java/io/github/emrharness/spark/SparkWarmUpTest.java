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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

            assertThat(warmUp.warmed()).succeedsWithin(Duration.ofMinutes(2));
        }
        assertThat(directory).isDirectoryRecursivelyContaining("glob:**/numbers/_SUCCESS");
    }

    @Test
    void a_step_that_comes_before_the_warm_up_makes_it_needless(@TempDir Path directory) {
        TestHarness harness =
                new TestHarness(directory, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of());
        List<Runnable> background = new ArrayList<>();
        try (SparkJvms jvms = new SparkJvms(harness)) {
            SparkWarmUp warmUp = new SparkWarmUp(harness, SparkSettings.of(harness.settings()), jvms, background::add);

            warmUp.stepComes();
            warmUp.begin();

            assertThat(background).isEmpty();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**warm-up*");
    }

    @Test
    void a_spark_that_a_step_leaves_unusable_is_replaced_by_a_warm_one(@TempDir Path directory) throws Exception {
        TestHarness harness =
                new TestHarness(directory, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of());
        String jar = JobJar.of(directory.resolve("job.jar"), Scenario.class).toString();
        String[] submit = {"spark-submit", "--class", Scenario.class.getName(), jar};
        TestStep leaking = TestStep.commandRunner(directory, with(submit, "leak-thread"));
        TestStep next = TestStep.commandRunner(directory, with(submit, "leave-open"));
        try (SparkEngine engine = new SparkEngine(harness, SparkSettings.of(harness.settings()))) {
            assertThat(leaking.run(engine)).as(leaking.err().text()).isZero();
            assertThat(next.run(engine)).as(next.err().text()).isZero();
        }
        assertThat(harness.directory("spark")).isDirectoryContaining("glob:**warm-up*");
    }

    private static String[] with(String[] command, String argument) {
        String[] all = Arrays.copyOf(command, command.length + 1);
        all[command.length] = argument;
        return all;
    }
}
