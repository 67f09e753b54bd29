package io.github.emrharness.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.emrharness.ClusterNode;
import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/** MapReduce jobs in containers of the cluster's YARN, as on EMR. */
class MapReduceOnYarnTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    private static EmrHarness harness;
    private static Emr emr;

    @BeforeAll
    static void start() {
        harness = EmrHarness.start(EmrHarnessConfig.defaults());
        emr = Emr.start(
                harness,
                ClusterSpec.named("yarn").withLogUri("s3://{bucket}/logs/").withStepTimeout(LONG));
        emr.s3().put("in/words.txt", "to be or not to be\n");
    }

    @AfterAll
    static void stop() {
        emr.close();
        harness.close();
    }

    @Test
    void a_job_reads_s3_and_writes_hdfs() {
        StepHandle job = run(
                "hadoop",
                "jar",
                "/usr/lib/hadoop-mapreduce/hadoop-mapreduce-examples.jar",
                "wordcount",
                emr.s3().uri("in/"),
                "counted");
        assertThat(job.await(LONG).state()).as(job.describe() + job.syslog()).isEqualTo(StepState.COMPLETED);
        assertThat(job.syslog()).contains("Submitted application application_", "map 100% reduce 100%");
        StepHandle cat = run("hadoop", "fs", "-cat", "counted/part-r-00000");
        assertThat(cat.await(LONG).state()).as(cat.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(cat.stdout()).isEqualTo("be\t2\nnot\t1\nor\t1\nto\t2\n");
    }

    @Test
    void a_task_that_fails_fails_the_step() {
        StepHandle job = run(
                "hadoop-streaming",
                "-D",
                // Hadoop tells nothing of the last attempt.
                "mapreduce.map.maxattempts=2",
                "-mapper",
                "nowhere.py",
                "-reducer",
                "NONE",
                "-input",
                emr.s3().uri("in/"),
                "-output",
                "never");
        assertThat(job.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(job.exitCode()).hasValue(1);
        assertThat(job.syslog()).contains("_m_000000_0, Status : FAILED");
        assertThat(job.stderr()).contains("Streaming Command Failed!\n");
        FailureDetails failure = job.failureDetails().orElseThrow();
        assertThat(failure.reason()).as(job.stderr()).isEqualTo("Command not found.");
        assertThat(failure.message())
                .isEqualTo(
                        "java.io.IOException: Cannot run program \"nowhere.py\": error=2, No such file or directory");
        assertThat(failure.logFile())
                .isEqualTo(emr.s3().uri("logs/" + emr.clusterId() + "/steps/" + job.id() + "/stderr.gz"));
    }

    @Test
    void an_output_that_exists_fails_the_step_before_it_has_an_application() {
        emr.hdfs().mkdirs("/exists");
        StepHandle job =
                run("hadoop-streaming", "-mapper", "cat", "-input", emr.s3().uri("in/"), "-output", "hdfs:///exists");
        assertThat(job.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(job.failureDetails().map(FailureDetails::reason)).hasValue("Output directory already exists.");
        assertThat(job.failureDetails().map(FailureDetails::message))
                .hasValue("Error Launching job : Output directory " + emr.hdfs().uri("/exists") + " already exists");
        assertThat(job.syslog()).doesNotContain("Submitted application");
    }

    @Test
    void a_step_may_choose_the_local_framework() {
        StepHandle job = run(
                "hadoop-streaming",
                "-Dmapreduce.framework.name=local",
                "-mapper",
                "cat",
                "-reducer",
                "NONE",
                "-input",
                emr.s3().uri("in/"),
                "-output",
                "hdfs:///local");
        assertThat(job.await(LONG).state()).as(job.describe() + job.syslog()).isEqualTo(StepState.COMPLETED);
        assertThat(emr.hdfs().text("/local/part-00000")).isEqualTo("to be or not to be\t\n");
        assertThat(job.syslog()).contains("Running job: job_local").doesNotContain("Submitted application");
    }

    @Test
    @Timeout(300)
    void a_job_goes_on_when_the_node_of_its_task_is_lost_and_its_history_tells_so(@TempDir Path directory)
            throws Exception {
        StartSignal signal = new StartSignal(directory);
        emr.s3().put("sleep-once.sh", signal.scriptThatSleepsOnce());
        Configuration twice = Configuration.builder()
                .classification("hdfs-site")
                .properties(Map.of("dfs.replication", "2"))
                .build();
        try (Emr own = Emr.start(
                harness,
                ClusterSpec.named("loses a node")
                        .withConfigurations(List.of(twice))
                        .withLogUri("s3://{bucket}/logs/")
                        .withStepTimeout(LONG))) {
            StepHandle job = own.submit(StepSpec.command(
                    "hadoop-streaming",
                    "-files",
                    emr.s3().uri("sleep-once.sh"),
                    "-mapper",
                    "sleep-once.sh",
                    "-reducer",
                    "NONE",
                    "-input",
                    emr.s3().uri("in/"),
                    "-output",
                    "hdfs:///out"));
            String place = signal.await();
            ClusterNode lost = own.cluster().nodes().stream()
                    .filter(node -> place.contains("/" + node.name() + "/"))
                    .findFirst()
                    .orElseThrow();

            lost.kill();

            assertThat(job.await(LONG).state())
                    .as(job.describe() + job.syslog())
                    .isEqualTo(StepState.COMPLETED);
            assertThat(lost.running()).isEmpty();
            assertThat(own.hdfs().path("/out").lines()).containsExactly("to be or not to be\t");

            own.cluster().terminate();
            own.cluster().awaitEnd(LONG);
            List<String> histories = own.s3().list("logs/" + own.clusterId() + "/hadoop-mapreduce/history/").stream()
                    .map(StoredObject::key)
                    .filter(key -> key.endsWith(".jhist.gz"))
                    .toList();
            assertThat(histories)
                    .singleElement(STRING)
                    .matches(".*/history/\\d{4}/\\d\\d/\\d\\d/000000/job_\\d+_0001-.*-SUCCEEDED-.*\\.jhist\\.gz");
            assertThat(unzipped(own.s3().bytes(histories.get(0))))
                    .contains("MAP_ATTEMPT_KILLED", "MAP_ATTEMPT_FINISHED");
        }
    }

    @Test
    @Timeout(300)
    void the_application_of_a_cancelled_step_is_killed(@TempDir Path directory) throws Exception {
        StartSignal signal = new StartSignal(directory);
        emr.s3().put("sleep.sh", signal.sleepingScript());
        StepHandle job = run(
                "hadoop-streaming",
                "-files",
                emr.s3().uri("sleep.sh"),
                "-mapper",
                "sleep.sh",
                "-reducer",
                "NONE",
                "-input",
                emr.s3().uri("in/"),
                "-output",
                "never-either");
        signal.await();
        job.cancel();
        assertThat(job.await(LONG).state()).isEqualTo(StepState.CANCELLED);
        StepHandle list = run("yarn", "application", "-list");
        assertThat(list.await(LONG).state()).as(list.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(list.stdout()).doesNotContain("streamjob").contains("Total number of applications");
    }

    private static String unzipped(byte[] content) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static StepHandle run(String program, String... arguments) {
        return emr.submit(StepSpec.command(program, arguments));
    }
}
