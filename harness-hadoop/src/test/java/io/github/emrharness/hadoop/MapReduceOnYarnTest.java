package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.StepState;

/** MapReduce jobs in containers of the cluster's YARN, as on EMR. */
class MapReduceOnYarnTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    private static EmrHarness harness;
    private static Emr emr;

    @BeforeAll
    static void start() {
        harness = EmrHarness.start(EmrHarnessConfig.defaults().withSettings(Map.of(HadoopSettings.MAPREDUCE, "yarn")));
        emr = Emr.start(harness, ClusterSpec.named("yarn").withStepTimeout(LONG));
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
                "mapreduce.map.maxattempts=1",
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
        assertThat(job.stderr()).startsWith("Streaming Command Failed!\n");
    }

    @Test
    @Timeout(300)
    void the_application_of_a_cancelled_step_is_killed(@TempDir Path directory) throws Exception {
        SleepingMapper mapper = new SleepingMapper(directory);
        emr.s3().put("sleep.sh", mapper.script());
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
        mapper.awaitRun();
        job.cancel();
        assertThat(job.await(LONG).state()).isEqualTo(StepState.CANCELLED);
        StepHandle list = run("yarn", "application", "-list");
        assertThat(list.await(LONG).state()).as(list.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(list.stdout()).doesNotContain("streamjob").contains("Total number of applications");
    }

    private static StepHandle run(String program, String... arguments) {
        return emr.submit(StepSpec.command(program, arguments));
    }
}
