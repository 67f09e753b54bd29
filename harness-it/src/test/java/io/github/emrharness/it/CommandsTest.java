package io.github.emrharness.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.StepState;

/** Commands in a whole harness. */
@Timeout(180)
class CommandsTest {

    @TempDir
    Path temporary;

    @Test
    void no_process_of_a_step_outlives_a_jvm_that_is_killed() throws Exception {
        Path pids = temporary.resolve("pids");
        // The second has left the group of its step, where this machine has a program for that.
        String script = "trap '' TERM; echo $$ >>'" + pids + "';"
                + " $(command -v setsid) sh -c 'echo $$ >>\"$0\"; exec sleep 1000' '" + pids
                + "' >/dev/null 2>&1 & while :; do sleep 1000; done";
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StepMain.class.getName(),
                        script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(jvm.inputReader(StandardCharsets.UTF_8).readLine()).isNotNull();
        awaitLines(pids, 2);

        jvm.toHandle().destroyForcibly();

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (String pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(handle ->
                            handle.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        }
    }

    @Test
    void the_aws_cli_in_a_step_reaches_the_s3_of_the_harness() throws IOException {
        assumeTrue(isOnPath("aws"), "this machine has no AWS CLI");
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults())) {
            harness.objectStore().createBucket("shop");
            harness.objectStore().put("shop", "in/words.txt", "three small words\n".getBytes(StandardCharsets.UTF_8));
            try (Emr emr = Emr.start(harness, ClusterSpec.named("commands"))) {
                StepHandle step = emr.submit(
                        StepSpec.command(
                                "bash",
                                "-c",
                                "set -e; aws s3 cp s3://shop/in/words.txt words.txt; wc -w <words.txt |"
                                        + " aws s3 cp - s3://shop/out/count; aws emr list-clusters --query 'length(Clusters)'"));

                step.await(Duration.ofSeconds(120));
                assertThat(step.state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
                assertThat(new String(
                                harness.objectStore().get("shop", "out/count").readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualToIgnoringWhitespace("3");
                assertThat(step.stdout()).endsWith("\n1\n");
            }
        }
    }

    @Test
    void the_aws_cli_is_a_step_of_its_own() throws IOException {
        assumeTrue(isOnPath("aws"), "this machine has no AWS CLI");
        Path large = temporary.resolve("large.bin");
        Files.write(large, new byte[20 * 1024 * 1024]);
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(harness, ClusterSpec.named("commands"))) {
            harness.objectStore().createBucket("shop");

            StepHandle upload =
                    emr.submit(StepSpec.command("aws", "s3", "cp", large.toString(), "s3://shop/in/large.bin"));
            upload.await(Duration.ofSeconds(120));
            StepHandle missing = emr.submit(StepSpec.command("aws", "s3", "cp", "s3://shop/in/none.bin", "none.bin"));
            missing.await(Duration.ofSeconds(120));

            assertThat(upload.state()).as(upload.describe()).isEqualTo(StepState.COMPLETED);
            assertThat(harness.objectStore().list("shop", "in/"))
                    .singleElement()
                    .satisfies(object -> assertThat(object.size()).isEqualTo(Files.size(large)));
            assertThat(missing.state()).as(missing.describe()).isEqualTo(StepState.FAILED);
            assertThat(missing.stderr()).contains("(404)").endsWith("Command exiting with ret '1'\n");
        }
    }

    @Test
    void scenario_51_spark_pi() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(harness, ClusterSpec.named("pi"))) {
            StepHandle step = emr.submit(StepSpec.command(
                    "spark-submit",
                    "--class",
                    "org.apache.spark.examples.SparkPi",
                    "/usr/lib/spark/examples/jars/spark-examples.jar",
                    "10"));

            step.await(Duration.ofSeconds(120));

            assertThat(step.state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
            assertThat(step.stdout()).contains("Pi is roughly 3.1");
            assertThat(step.stderr().lines()).last().isEqualTo("Command exiting with ret '0'");
        }
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void awaitLines(Path file, int count) throws Exception {
        Process waiting = new ProcessBuilder(
                        "sh",
                        "-c",
                        "until [ \"$(cat \"$0\" 2>/dev/null | wc -l)\" -ge " + count + " ]; do sleep 0.01; done",
                        file.toString())
                .start();
        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
