package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/** Steps of {@code s3-dist-cp} in all their forms. */
class S3DistCpStepsTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    private static EmrHarness harness;
    private static Emr emr;

    @BeforeAll
    static void start() {
        harness = EmrHarness.start(EmrHarnessConfig.defaults());
        emr = Emr.start(harness, ClusterSpec.named("copies").withStepTimeout(LONG));
        emr.s3().put("in/2024/emp-1.txt", "one\n");
        emr.s3().put("in/2024/emp-2.txt", "two\n");
        emr.s3().put("in/2025/emp-1.txt", "three\n");
    }

    @AfterAll
    static void stop() {
        emr.close();
        harness.close();
    }

    @Test
    void the_command_copies_within_s3() {
        StepHandle step = completed(copy("--dest=" + emr.s3().uri("copy"), "--s3Endpoint=s3.amazonaws.com"));

        assertThat(keys("copy/")).containsExactly("copy/2024/emp-1.txt", "copy/2024/emp-2.txt", "copy/2025/emp-1.txt");
        assertThat(emr.s3().text("copy/2025/emp-1.txt")).isEqualTo("three\n");
        assertThat(step.stderr()).isEqualTo("Command exiting with ret '0'\n");
        assertThat(step.syslog())
                .contains("--s3Endpoint=s3.amazonaws.com has no effect: there is only the S3 of the harness")
                .contains("Created 3 files to copy 3 files");
    }

    @Test
    void files_are_concatenated_compressed_and_listed() {
        completed(copy(
                "--dest",
                emr.s3().uri("grouped"),
                "--groupBy",
                ".*/(emp)-(\\d)\\.txt",
                "--outputCodec=snappy",
                "--outputManifest=manifest.gz"));
        assertThat(keys("grouped/"))
                .containsExactly("grouped/2024/emp1.snappy", "grouped/2024/emp2.snappy", "grouped/manifest.gz");

        completed(run(
                "s3-dist-cp",
                "--src=" + emr.s3().uri("grouped"),
                "--dest=" + emr.s3().uri("plain"),
                "--copyFromManifest",
                "--previousManifest=" + emr.s3().uri("grouped/manifest.gz"),
                "--outputCodec=none"));
        assertThat(keys("plain/")).containsExactly("plain/2024/emp1", "plain/2024/emp2");
        assertThat(emr.s3().text("plain/2024/emp1")).isEqualTo("one\nthree\n");
    }

    @Test
    void the_jars_of_older_clusters_are_the_same_program() {
        String source = "--src=" + emr.s3().uri("in");
        for (String jar : List.of(
                "/home/hadoop/lib/emr-s3distcp-1.0.jar",
                "s3://us-east-1.elasticmapreduce/libs/s3distcp/1.latest/s3distcp.jar")) {
            completed(emr.submit(
                    StepSpec.jar(jar).args(source, "--dest=" + emr.s3().uri("old"))));
        }
        completed(run(
                "hadoop",
                "jar",
                "/usr/share/aws/emr/s3-dist-cp/lib/s3-dist-cp.jar",
                source,
                "--dest=" + emr.s3().uri("old")));
        assertThat(keys("old/")).hasSize(3);
        assertThat(keys("in/")).hasSize(3);
    }

    @Test
    void hdfs_is_a_source_and_a_destination_that_can_be_appended_to() {
        completed(copy("--dest=hdfs:///data/words", "--srcPattern=.*2024.*"));
        completed(copy("--dest=/data/words", "--srcPattern=.*2025.*"));
        completed(copy("--dest", "hdfs:///data/all", "--groupBy=.*/(emp)-.*", "--srcPattern=.*2024.*"));
        completed(run(
                "s3-dist-cp",
                "--src=/data/words/2025",
                "--dest=/data/all/2024",
                "--groupBy=.*/(emp)-.*",
                "--appendToLastFile",
                "--deleteOnSuccess"));
        completed(run("s3-dist-cp", "--src=hdfs:///data", "--dest=" + emr.s3().uri("from-hdfs")));

        assertThat(keys("from-hdfs/"))
                .containsExactly(
                        "from-hdfs/all/2024/emp", "from-hdfs/words/2024/emp-1.txt", "from-hdfs/words/2024/emp-2.txt");
        assertThat(emr.s3().text("from-hdfs/all/2024/emp")).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void what_has_no_file_to_copy_fails() {
        StepHandle step = failed(run(
                "s3-dist-cp",
                "--src=" + emr.s3().uri("none"),
                "--dest=" + emr.s3().uri("out")));

        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.stderr())
                .startsWith("Exception in thread \"main\" java.lang.RuntimeException: Error running job\n")
                .contains(
                        "Caused by: java.io.FileNotFoundException: Input path does not exist: there is no file to copy"
                                + " below " + emr.s3().uri("none") + "\n");
    }

    @Test
    void a_mistake_in_the_command_line_fails_with_its_name() {
        StepHandle step = failed(copy("--dest=" + emr.s3().uri("out"), "--outputCodec=lzo"));

        String message =
                "Error: --outputCodec=lzo: the harness cannot write LZO, whose library is under the GPL and needs"
                        + " native code. It can write gzip, gz, snappy and none.";
        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.stderr()).isEqualTo(message + "\nCommand exiting with ret '1'\n");
        assertThat(step.failureDetails().map(FailureDetails::message)).hasValue(message);
    }

    @Test
    void a_bucket_that_does_not_exist_is_named() {
        StepHandle step = failed(copy("--dest=s3://no-such-bucket/x"));

        assertThat(step.stderr()).contains("no-such-bucket");
        assertThat(step.exitCode()).hasValue(1);
    }

    @Test
    void a_copy_that_runs_can_be_cancelled(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("endless.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        StepHandle step = run(
                "s3-dist-cp",
                "--src=" + file.toUri(),
                "--dest=" + directory.resolve("out").toUri(),
                "--outputCodec=gz");
        StepLog.awaitLine("Created 1 files to copy 1 files", step.logDirectory().resolve("syslog"));

        step.cancel();

        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.CANCELLED);
        completed(copy("--dest=" + emr.s3().uri("after-cancel")));
    }

    private static List<String> keys(String prefix) {
        return emr.s3().list(prefix).stream().map(object -> object.key()).toList();
    }

    private static StepHandle copy(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "--src=" + emr.s3().uri("in");
        System.arraycopy(options, 0, arguments, 1, options.length);
        return run("s3-dist-cp", arguments);
    }

    private static StepHandle run(String program, String... arguments) {
        return emr.submit(StepSpec.command(program, arguments));
    }

    private static StepHandle completed(StepHandle step) {
        return ended(step, StepState.COMPLETED);
    }

    private static StepHandle failed(StepHandle step) {
        return ended(step, StepState.FAILED);
    }

    private static StepHandle ended(StepHandle step, StepState state) {
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(state);
        return step;
    }
}
