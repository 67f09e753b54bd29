package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.jvm.classpath.TestClassPath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/** Steps of Hadoop's programs on a cluster of the harness, with jobs in LocalJobRunner. */
class HadoopStepsTest {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String EXAMPLES = "/usr/lib/hadoop-mapreduce/hadoop-mapreduce-examples.jar";

    private static EmrHarness harness;
    private static Emr emr;

    @BeforeAll
    static void start() {
        harness = EmrHarness.start(EmrHarnessConfig.defaults().withSettings(Map.of(HadoopSettings.MAPREDUCE, "local")));
        Configuration zones = Configuration.builder()
                .classification("hdfs-encryption-zones")
                .properties(Map.of("/secret", "key"))
                .build();
        emr = Emr.start(
                harness,
                ClusterSpec.named("hadoop").withConfigurations(List.of(zones)).withStepTimeout(LONG));
        emr.s3().put("in/words.txt", "to be or not to be\n");
        emr.s3().put("length.sh", "#!/bin/sh\nwhile read -r line; do printf '%s\\t1\\n' \"${#line}$SUFFIX\"; done\n");
    }

    @AfterAll
    static void stop() {
        emr.close();
        harness.close();
    }

    @Test
    void the_shell_works_on_s3() {
        String directory = emr.s3().uri("fs/dir");
        completed(run("hadoop", "fs", "-mkdir", "-p", directory));
        completed(run("hadoop", "fs", "-cp", emr.s3().uri("in/words.txt"), directory + "/"));
        completed(run("hdfs", "dfs", "-mv", directory + "/words.txt", directory + "/moved.txt"));
        StepHandle cat = completed(run("/usr/bin/hadoop", "fs", "-cat", directory + "/moved.txt"));
        assertThat(cat.stdout()).isEqualTo("to be or not to be\n");
        assertThat(cat.stderr()).isEqualTo("Command exiting with ret '0'\n");

        StepHandle missing = run("hadoop", "fs", "-ls", emr.s3().uri("nothing/"));
        assertThat(missing.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(missing.exitCode()).hasValue(1);
        assertThat(missing.stderr())
                .isEqualTo("ls: `" + emr.s3().uri("nothing/") + "': No such file or directory\n"
                        + "Command exiting with ret '1'\n");
    }

    @Test
    void relative_paths_are_in_the_users_directory_of_hdfs() {
        completed(run("hadoop", "fs", "-mkdir", "-p", "jars"));
        completed(run("hadoop", "fs", "-cp", emr.s3().uri("in/words.txt"), "jars/words.txt"));
        StepHandle list = completed(run("hdfs", "dfs", "-ls", "-C", "/user/hadoop/jars"));
        assertThat(list.stdout()).isEqualTo("/user/hadoop/jars/words.txt\n");
    }

    @Test
    void encryption_zones_are_told_to_have_no_effect() {
        StepHandle list = completed(run("hadoop", "fs", "-ls", "/"));

        assertThat(list.controller())
                .contains(
                        "The cluster's configuration classification hdfs-encryption-zones has no effect: there is no key"
                                + " server here, and HDFS encrypts nothing");
    }

    @Test
    @Timeout(180)
    void a_cancelled_job_ends(@TempDir Path directory) throws Exception {
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
                emr.s3().uri("cancelled/"));
        signal.await();
        cancelled(job);
        completed(run("hadoop", "version"));
    }

    @Test
    void version_tells_the_hadoop_of_the_class_path() {
        StepHandle step = completed(run("hadoop", "version"));
        assertThat(step.stdout()).startsWith("Hadoop 3.4.");
    }

    @Test
    void a_job_of_the_examples_runs_and_its_output_must_not_exist() {
        String output = emr.s3().uri("wordcount/out");
        StepHandle step = completed(jar(EXAMPLES, "wordcount", emr.s3().uri("in/"), output));
        assertThat(emr.s3().text("wordcount/out/part-r-00000")).isEqualTo("be\t2\nnot\t1\nor\t1\nto\t2\n");
        assertThat(step.syslog()).contains("org.apache.hadoop.mapreduce.Job (main):  map 100% reduce 100%");

        StepHandle again = run("hadoop", "jar", EXAMPLES, "wordcount", emr.s3().uri("in/"), output);
        assertThat(again.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(again.failureDetails().map(FailureDetails::reason)).hasValue("Output directory already exists.");
        assertThat(again.failureDetails().map(FailureDetails::message))
                .hasValue("org.apache.hadoop.mapred.FileAlreadyExistsException: Output directory " + output
                        + " already exists");
    }

    @Test
    void streaming_runs_scripts_of_any_interpreter() {
        StepHandle step = completed(run(
                "hadoop-streaming",
                "-files",
                emr.s3().uri("length.sh"),
                "-D",
                "mapreduce.job.reduces=1",
                "-cmdenv",
                "SUFFIX=x",
                "-mapper",
                "length.sh",
                "-reducer",
                "cat",
                "-input",
                emr.s3().uri("in/"),
                "-output",
                emr.s3().uri("streaming/out")));
        assertThat(emr.s3().text("streaming/out/part-00000")).isEqualTo("18x\t1\n");
        assertThat(step.syslog()).contains("map 100% reduce 100%");
    }

    @Test
    void jobs_and_jars_find_hdfs_by_paths_without_a_host() throws IOException {
        completed(run("hadoop", "fs", "-mkdir", "-p", "/words"));
        completed(run("hadoop", "fs", "-cp", emr.s3().uri("in/words.txt"), "hdfs:///words/"));
        completed(run("hadoop", "fs", "-cp", emr.s3().uri("length.sh"), "hdfs:///words.sh"));
        completed(run(
                "hadoop-streaming",
                "-files",
                "hdfs:///words.sh",
                "-mapper",
                "words.sh",
                "-reducer",
                "NONE",
                "-input",
                "hdfs:///words",
                "-output",
                emr.s3().uri("streaming/from-hdfs")));
        assertThat(emr.s3().text("streaming/from-hdfs/part-00000")).isEqualTo("18\t1\n");

        String jar = HadoopClassPath.of(TestClassPath.entries())
                .artifact("hadoop-mapreduce-examples")
                .toString();
        completed(run("hadoop", "fs", "-put", jar, "hdfs:///examples.jar"));
        completed(jar("hdfs:///examples.jar", "wordcount", "hdfs:///words", "hdfs:///counted"));
        assertThat(emr.hdfs().text("/counted/part-r-00000")).isEqualTo("be\t2\nnot\t1\nor\t1\nto\t2\n");
    }

    @Test
    void a_missing_mapper_fails_with_hadoops_words() {
        StepHandle step = jar(
                "/usr/lib/hadoop/hadoop-streaming.jar",
                "-mapper",
                "nowhere.py",
                "-reducer",
                "cat",
                "-input",
                emr.s3().uri("in/"),
                "-output",
                emr.s3().uri("streaming/none"));
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.stderr()).isEqualTo("Streaming Command Failed!\n");
        assertThat(step.failureDetails().map(FailureDetails::message)).hasValueSatisfying(message -> assertThat(message)
                .contains("Cannot run program \"nowhere.py\"")
                .contains("error=2, No such file or directory"));
    }

    @Test
    void a_mapper_that_is_not_executable_fails_with_hadoops_words(@TempDir Path directory) throws IOException {
        Path mapper = Files.writeString(directory.resolve("mapper.sh"), "#!/bin/sh\ncat\n");
        StepHandle step = run(
                "hadoop-streaming",
                "-mapper",
                mapper.toString(),
                "-input",
                emr.s3().uri("in/"),
                "-output",
                emr.s3().uri("streaming/not-executable"));
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.failureDetails().map(FailureDetails::message)).hasValueSatisfying(message -> assertThat(message)
                .startsWith("java.io.IOException: Cannot run program \"" + mapper + "\"")
                .endsWith("error=13, Permission denied"));
    }

    @Test
    void distcp_copies_between_s3_and_hdfs_and_fails_without_a_source() {
        completed(run("hadoop", "distcp", emr.s3().uri("in/words.txt"), "hdfs:///distcp/words.txt"));
        assertThat(emr.hdfs().text("/distcp/words.txt")).isEqualTo("to be or not to be\n");

        StepHandle missing = run("hadoop", "distcp", "hdfs:///nowhere", emr.s3().uri("distcp/"));
        assertThat(missing.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(missing.exitCode()).hasValue(255);
        assertThat(missing.failureDetails().map(FailureDetails::reason)).hasValue("Input path does not exist.");
        assertThat(missing.failureDetails().map(FailureDetails::message))
                .hasValue("org.apache.hadoop.tools.CopyListing$InvalidInputException: hdfs:/nowhere doesn't exist");
    }

    @Test
    @Timeout(180)
    void a_cancelled_distcp_ends(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("endless.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        StepHandle copy = run(
                "hadoop",
                "distcp",
                "-bandwidth",
                "1",
                file.toUri().toString(),
                directory.resolve("copy").toUri().toString());
        StepLog.awaitLine("Running job: ", copy.logDirectory().resolve("syslog"));
        cancelled(copy);
    }

    @Test
    @Timeout(180)
    void a_cancelled_command_of_the_shell_ends() throws Exception {
        StepHandle tail = run("hadoop", "fs", "-tail", "-f", emr.s3().uri("in/words.txt"));
        StepLog.awaitLine("to be or not to be", tail.logDirectory().resolve("stdout"));
        cancelled(tail);
    }

    @Test
    @Timeout(180)
    void jars_end_with_their_exit_code_or_when_they_are_cancelled(@TempDir Path directory) throws Exception {
        StartSignal signal = new StartSignal(directory);
        emr.s3().put("waiting.jar", TestJar.of(WaitingProgram.class, directory));
        String main = WaitingProgram.class.getName();
        String jar = emr.s3().uri("waiting.jar");

        StepHandle custom =
                emr.submit(StepSpec.jar(jar).mainClass(main).args(signal.pipe().toString()));
        signal.await();
        cancelled(custom);
        StepHandle exits = emr.submit(StepSpec.jar(jar).mainClass(main));
        assertThat(exits.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(exits.exitCode()).hasValue(3);

        completed(run("hadoop", "fs", "-get", jar, directory.resolve("got.jar").toString()));
        String local = directory.resolve("got.jar").toString();
        StepHandle command = run("hadoop", "jar", local, main, signal.pipe().toString());
        signal.await();
        cancelled(command);
        StepHandle fails = run("hadoop", "jar", local, main);
        assertThat(fails.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(fails.exitCode()).hasValue(3);
    }

    @Test
    void an_unknown_subcommand_is_refused() {
        StepHandle step = run("hadoop", "fss");
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.stderr()).startsWith("ERROR: fss is not COMMAND nor fully qualified CLASSNAME.");
        StepHandle archive = run("hadoop", "archive", "-archiveName", "x.har");
        assertThat(archive.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(archive.stderr()).startsWith("EMR Harness does not run 'hadoop archive'.");
    }

    private static StepHandle run(String program, String... arguments) {
        return emr.submit(StepSpec.command(program, arguments));
    }

    private static StepHandle jar(String jar, String... arguments) {
        return emr.submit(StepSpec.jar(jar).args(arguments));
    }

    private static void cancelled(StepHandle step) {
        step.cancel();
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.CANCELLED);
    }

    private static StepHandle completed(StepHandle step) {
        StepSnapshot end = step.await(LONG);
        assertThat(end.state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
        return step;
    }
}
