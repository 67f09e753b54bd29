package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.SparkApplications;
import io.github.emrharness.spi.StepProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spark-shell}, and {@code spark-sql} that reads stdin: in JVMs of their own. */
class SparkShellTest {

    @TempDir
    static Path root;

    @Test
    void commands_come_from_a_script_and_from_stdin() throws Exception {
        Path script = Files.writeString(
                root.resolve("sales.scala"),
                """
                val sales = Seq(("Lyon", 2), ("Nice", 1), ("Lyon", 3)).toDF("store", "amount")
                println("sum " + sales.agg(sum("amount")).first.getLong(0) + " as " + sc.appName)
                """);
        TestHarness harness =
                new TestHarness(root, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.ERROR, Map.of());
        try (SparkEngine engine = new SparkEngine(harness, SparkSettings.of(Map.of()))) {
            TestStep shell = TestStep.commandRunner(
                            root, "spark-shell", "-i", script.toString(), "--master", "yarn", "--driver-memory", "600m")
                    .reading("case class Sale(store: String, amount: Int)\n"
                            + "println(\"stores \" + sales.as[Sale].map(_.store).distinct().count())\n"
                            + "noSuchName\n"
                            + "println(\"memory \" + Runtime.getRuntime.maxMemory / 1024 / 1024)\n"
                            + "println(\"ha\" + \"ngs\"); Thread.sleep(600000)\n");
            TestStep sql = TestStep.commandRunner(root, "spark-sql").reading("SELECT 'Ly' || 'on';\nSELECT x;\n");

            StepProcess process = shell.start(engine);
            shell.out().await("hangs");
            process.interrupt();

            assertThat(TestStep.exitCode(process)).isEqualTo(143);
            assertThat(shell.out().text())
                    .contains("not found: value noSuchName", "sum 6 as Spark shell\n", "stores 2\n")
                    .containsPattern("memory [56]\\d\\d\n");
            assertThat(shell.controllerLines())
                    .contains("spark-shell reads its commands in a JVM of its own, which starts anew each time")
                    .noneMatch(line -> line.contains("600m"));
            assertThat(engine.capability(SparkApplications.class).orElseThrow().of("j-1", shell.stepId()))
                    .hasSize(1);

            assertThat(sql.run(engine)).as(sql.err().text()).isEqualTo(1);
            assertThat(sql.out().text()).contains("Lyon\n");
            assertThat(sql.err().text()).contains("UNRESOLVED_COLUMN");
            assertThat(sql.workingDirectory().resolve(".hivehistory")).exists();
        }
    }
}
