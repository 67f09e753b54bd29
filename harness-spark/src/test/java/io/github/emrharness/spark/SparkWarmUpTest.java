package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spark.jobs.Scenario;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkWarmUpTest {

    @TempDir
    static Path root;

    @Test
    void the_first_step_waits_for_the_warm_engine_and_nothing_is_left_at_the_end() throws Exception {
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

        assertThat(root.resolve("spark")).isDirectoryRecursivelyContaining(p -> p.endsWith("numbers/_SUCCESS"));
        assertThatThrownBy(() -> step.start(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The harness is closed: no Spark step can be started any more.");
    }
}
