package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spark.jobs.Scenario;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same steps in a child JVM. */
class ForkedSparkTest {

    @TempDir
    static Path root;

    @Test
    void a_forked_driver_has_the_memory_and_options_that_the_step_asks_for() throws Exception {
        String jar = JobJar.of(root.resolve("job.jar"), Scenario.class).toString();
        TestHarness harness = new TestHarness(root, new MemoryStore(), Isolation.FORKED, EngineLogLevel.WARN, Map.of());
        try (SparkEngine engine = new SparkEngine(harness, SparkSettings.of(Map.of()))) {
            TestStep step = TestStep.commandRunner(
                    root,
                    "spark-submit",
                    "--driver-memory",
                    "600m",
                    "--driver-java-options",
                    "-Djob.property=forked -XX:+UseSerialGC",
                    "--class",
                    Scenario.class.getName(),
                    jar,
                    "print-conf");
            TestStep hanging =
                    TestStep.commandRunner(root, "spark-submit", "--class", Scenario.class.getName(), jar, "hang");

            assertThat(step.run(engine)).as(step.err().text()).isZero();
            assertThat(step.out().text().lines())
                    .contains("spark.master=local[" + SparkSettings.of(Map.of()).cores() + "]", "job.property=forked")
                    .anySatisfy(line ->
                            assertThat(line).startsWith("jvm options=").contains("-Xmx600m", "-XX:+UseSerialGC"));
            assertThat(step.controllerLines()).isEmpty();

            StepProcess process = hanging.start(engine);
            hanging.out().await("hangs");
            process.interrupt();

            assertThat(TestStep.exitCode(process)).isEqualTo(143);
        }
    }

    @Test
    void python_applications_run_in_a_child_jvm_too() throws Exception {
        PythonEnvironments.assumePython();
        String scenario = TestSpark.pythonScenario().toString();
        TestHarness harness = new TestHarness(
                Files.createDirectory(root.resolve("python")),
                new MemoryStore(),
                Isolation.FORKED,
                EngineLogLevel.WARN,
                Map.of());
        try (SparkEngine engine = new SparkEngine(harness, SparkSettings.of(Map.of()))) {
            TestStep udf = TestStep.commandRunner(root, "spark-submit", scenario, "udf");
            TestStep failing = TestStep.commandRunner(root, "spark-submit", scenario, "throw");
            TestStep exit = TestStep.commandRunner(root, "spark-submit", scenario, "3");
            TestStep hanging = TestStep.commandRunner(root, "spark-submit", scenario, "hang");

            assertThat(udf.run(engine)).as(udf.out().text()).isZero();
            assertThat(udf.out().text()).isEqualTo("['TO!', 'BE!']\n");
            assertThat(failing.run(engine)).isEqualTo(1);
            assertThat(failing.err().text()).endsWith("RuntimeError: no data for today\n");
            assertThat(exit.run(engine)).isEqualTo(3);

            StepProcess process = hanging.start(engine);
            List<ProcessHandle> processes = hanging.out().awaitProcesses("hangs (\\d+) (\\d+)", 1);
            process.interrupt();

            assertThat(TestStep.exitCode(process)).isEqualTo(143);
            for (ProcessHandle each : processes) {
                each.onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }
}
