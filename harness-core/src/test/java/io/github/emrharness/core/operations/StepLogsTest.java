package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.core.operations.ScriptedStepRunner.ScriptedProcess;
import io.github.emrharness.spi.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** What a step leaves behind, and what is said about one that failed. */
class StepLogsTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicInteger storeUses = new AtomicInteger();

    @TempDir
    Path directory;

    private EmrFixture emr;

    @BeforeEach
    void start() {
        store.createBucket("b");
        emr = new EmrFixture(directory, settings -> settings.objectStore(() -> {
                    storeUses.incrementAndGet();
                    return store;
                })
                .stepEnvironment(() -> Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void the_controller_tells_the_story_in_the_words_of_emr() throws IOException {
        String cluster = emr.run();
        String step = emr.add(cluster, step("told", "exit", "3")).get(0);

        Path logs = emr.awaitStep(cluster, step, StepState.FAILED).logDirectory();

        Path root = directory.resolve(cluster);
        assertThat(logs).isEqualTo(root.resolve("mnt/var/log/hadoop/steps").resolve(step));
        String command = "hadoop jar /var/lib/aws/emr/step-runner/hadoop-jars/command-runner.jar bash exit 3";
        List<String> lines = Files.readAllLines(logs.resolve("controller"));
        assertThat(lines)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO|WARN) .*"));
        assertThat(lines.stream().map(line -> line.substring(25)))
                .containsSubsequence(
                        "INFO Ensure step 1 jar file command-runner.jar",
                        "INFO StepRunner: Created Runner for step 1",
                        "INFO startExec '" + command + "'",
                        "INFO Environment:",
                        "INFO   AWS_ENDPOINT_URL_S3=http://127.0.0.1:1",
                        "INFO   HADOOP_LOGFILE=syslog",
                        "INFO redirectOutput to " + logs.resolve("stdout"),
                        "INFO redirectError to " + logs.resolve("stderr"),
                        "INFO Working dir "
                                + root.resolve("mnt/var/lib/hadoop/steps").resolve(step),
                        "INFO HadoopJarStepRunner.Runner: startRun() called for " + step,
                        "INFO waitProcessCompletion ended with exit code 3 : " + command,
                        "INFO total process run time: 0 seconds",
                        "INFO Step created jobs: ",
                        "WARN Step failed with exitCode 3 and took 0 seconds");
    }

    @Test
    void scenario_55_the_working_directory_is_emrs_below_a_root() {
        String cluster = emr.run();
        String step = emr.add(cluster, step("where")).get(0);

        ScriptedProcess process = emr.runner().process("where");

        assertThat(process.context().workingDirectory())
                .isEqualTo(directory
                        .resolve(cluster)
                        .resolve("mnt/var/lib/hadoop/steps")
                        .resolve(step))
                .isEmptyDirectory();
        assertThat(process.context().environment())
                .containsEntry("USER", "hadoop")
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
                .containsEntry(
                        "HADOOP_LOG_DIR",
                        directory
                                .resolve(cluster)
                                .resolve("mnt/var/log/hadoop/steps")
                                .resolve(step)
                                .toString());
    }

    @Test
    void without_log_uri_the_object_store_is_not_touched() {
        String cluster = emr.run();
        String step = emr.add(cluster, step("quiet", "exit", "0")).get(0);
        emr.awaitStep(cluster, step, StepState.COMPLETED);

        assertThat(storeUses).hasValue(0);
    }

    @Test
    void a_missing_bucket_is_told_by_the_controller_and_does_not_fail_the_step() {
        String cluster = emr.run(request -> request.logUri("s3://nowhere/logs/"));
        String step = emr.add(cluster, step("unarchived", "exit", "0")).get(0);

        Path logs = emr.awaitStep(cluster, step, StepState.COMPLETED).logDirectory();

        assertThat(logs.resolve("controller"))
                .content()
                .contains("WARN The logs are not archived: LogUri names the bucket 'nowhere', which does not exist");
    }

    @Test
    void an_object_store_that_cannot_start_does_not_fail_the_step(@TempDir Path other) {
        try (EmrFixture without = new EmrFixture(other)) {
            String cluster = without.run(request -> request.logUri("s3://b/logs/"));
            String step = without.add(cluster, step("unarchived", "exit", "0")).get(0);

            Path logs = without.awaitStep(cluster, step, StepState.COMPLETED).logDirectory();

            assertThat(logs.resolve("controller"))
                    .content()
                    .contains("WARN The logs are not all archived at s3://b/logs/" + cluster + "/steps/" + step
                            + "/: This EMR service has no object store");
        }
    }

    @Test
    void an_error_of_a_runner_does_not_leave_the_step_running() {
        String cluster = emr.run();
        String id = emr.add(cluster, step("broken", "break")).get(0);

        assertThat(emr.awaitStep(cluster, id, StepState.FAILED).failureDetails().map(FailureDetails::message))
                .hasValue("The harness could not start the step: java.lang.AssertionError: broken runner");
    }

    @Test
    void a_step_may_have_an_address_of_its_own_for_its_logs() throws IOException {
        String cluster = emr.run(request -> request.logUri("s3://b/cluster/"));
        String step = emr.add(
                        cluster,
                        step("own", "exit", "0").toBuilder()
                                .stepMonitoringConfiguration(monitoring ->
                                        monitoring.s3MonitoringConfiguration(s3 -> s3.logUri("s3://b/own/")))
                                .build())
                .get(0);
        emr.awaitStep(cluster, step, StepState.COMPLETED);

        assertThat(store.list("b", "own/" + cluster + "/steps/" + step + "/")).hasSize(3);
        assertThat(store.list("b", "cluster/")).isEmpty();
    }

    // ---- failures

    @Test
    void scenario_53_the_output_directory_exists() {
        String cluster = emr.run(request -> request.logUri("s3n://b/logs/"));
        String text = "org.apache.hadoop.mapred.FileAlreadyExistsException: Output directory s3://b/out already exists";

        String step =
                emr.add(cluster, step("again", "stderr", text, "exit", "1")).get(0);

        emr.awaitStep(cluster, step, StepState.FAILED);
        assertThat(emr.describe(cluster, step).status().failureDetails())
                .isEqualTo(FailureDetails.builder()
                        .reason("Output directory already exists.")
                        .message(text)
                        .logFile("s3://b/logs/" + cluster + "/steps/" + step + "/stderr.gz")
                        .build());
    }

    @Test
    void a_failure_without_a_known_cause() {
        FailureDetails details = failure(step("silent", "exit", "2"));

        assertThat(details)
                .isEqualTo(FailureDetails.builder().reason("Unknown Error").build());
    }

    @Test
    void a_step_that_cannot_start_says_why() throws IOException {
        String cluster = emr.run();
        String id = emr.add(cluster, step("no", "refuse")).get(0);

        StepSnapshot failed = emr.awaitStep(cluster, id, StepState.FAILED);

        assertThat(failed.exitCode()).hasValue(127);
        assertThat(failed.failureDetails().map(FailureDetails::message)).hasValue("No such file: refuse");
        assertThat(failed.logDirectory().resolve("stderr"))
                .hasContent("No such file: refuse\nCommand exiting with ret '127'");
        assertThat(failed.logDirectory().resolve("controller")).content().contains("WARN No such file: refuse");
    }

    @Test
    void a_runner_that_crashes_fails_the_step_and_no_other() {
        String cluster = emr.run();
        emr.add(cluster, step("bad", "crash"), step("good", "exit", "0"));

        emr.awaitStepStates(cluster, StepState.FAILED, StepState.COMPLETED);
        assertThat(emr.snapshot(cluster).steps().get(0).failureDetails().map(FailureDetails::message))
                .hasValue("The harness could not start the step: java.lang.IllegalStateException: the runner crashed");
    }

    @Test
    void a_process_that_is_lost_fails_the_step() {
        String cluster = emr.run();
        String id = emr.add(cluster, step("lost")).get(0);

        emr.runner().process("lost").lose(new IllegalStateException("gone"));

        StepSnapshot failed = emr.awaitStep(cluster, id, StepState.FAILED);
        assertThat(failed.exitCode()).isEmpty();
        assertThat(failed.failureDetails().map(FailureDetails::message))
                .hasValue("The harness lost the process of the step: java.lang.IllegalStateException: gone");
    }

    @Test
    void a_missing_engine_is_named() {
        assertThat(failure(program("spark-submit", "--class", "x")).message())
                .isEqualTo("No engine on the class path runs 'spark-submit'. Add the dependency"
                        + " io.github.emrharness:emr-harness-spark to the tests.");
        assertThat(failure(program("/usr/bin/hive", "-e", "x")).message())
                .isEqualTo("No engine on the class path runs 'hive'. Add the dependency"
                        + " io.github.emrharness:emr-harness-hive to the tests.");
    }

    @Test
    void a_missing_hadoop_is_named() {
        assertThat(failure(program("s3-dist-cp", "--src", "x")).message())
                .isEqualTo("No engine on the class path runs 's3-dist-cp'. Add the dependency"
                        + " io.github.emrharness:emr-harness-hadoop to the tests.");
        assertThat(failure(jar("hdfs:///b/app.jar")).message())
                .isEqualTo("No engine on the class path reads 'hdfs:///b/app.jar'. Add the dependency"
                        + " io.github.emrharness:emr-harness-hadoop to the tests, or put the jar into S3.");
    }

    @Test
    void a_step_of_command_runner_without_a_program_is_refused() {
        assertThat(failure(jar("command-runner.jar")).message())
                .isEqualTo("A step of command-runner.jar needs the program to run as its first argument, but Args is"
                        + " empty.");
    }

    private FailureDetails failure(StepConfig step) {
        String cluster = emr.run();
        String id = emr.add(cluster, step).get(0);
        Optional<FailureDetails> details =
                emr.awaitStep(cluster, id, StepState.FAILED).failureDetails();
        assertThat(emr.describe(cluster, id).status().failureDetails()).isEqualTo(details.orElseThrow());
        return details.orElseThrow();
    }

    private static StepConfig program(String... args) {
        return jar("command-runner.jar", args);
    }

    private static StepConfig jar(String jar, String... args) {
        return StepConfig.builder()
                .name("step")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(HadoopJarStepConfig.builder().jar(jar).args(args).build())
                .build();
    }
}
