package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.spi.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** Steps that run the programs of this machine. */
@Timeout(120)
class CommandStepsTest {

    private static final String REGIONAL_SCRIPT_RUNNER =
            "s3://us-east-1.elasticmapreduce/libs/script-runner/script-runner.jar";

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    Path directory;

    private EmrFixture emr;
    private String cluster;

    @BeforeEach
    void start() {
        store.createBucket("b");
        emr = new EmrFixture(directory, settings -> settings.stepRunners(List::of)
                .objectStore(() -> store)
                .stepEnvironment(() -> Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")));
        cluster = emr.run(request -> request.logUri("s3://b/logs/"));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void a_bash_step_prints_and_ends_with_its_exit_code() {
        StepSnapshot step = end(StepState.FAILED, command("bash", "-c", "echo out; echo err >&2; exit 4"));

        assertThat(step.exitCode()).hasValue(4);
        assertThat(step.logDirectory().resolve("stdout")).hasContent("out");
        assertThat(step.logDirectory().resolve("stderr")).hasContent("err\nCommand exiting with ret '4'");
        assertThat(step.failureDetails())
                .hasValue(FailureDetails.builder()
                        .reason("Unknown Error")
                        .logFile("s3://b/logs/" + cluster + "/steps/" + step.stepId() + "/stderr.gz")
                        .build());
    }

    @Test
    void the_environment_is_that_of_the_master_and_not_that_of_this_machine() throws IOException {
        StepSnapshot step = end(StepState.COMPLETED, command("env"));

        Path master = directory.resolve(cluster);
        assertThat(Files.readAllLines(step.logDirectory().resolve("stdout")))
                .contains(
                        "USER=hadoop",
                        "LOGNAME=hadoop",
                        "HOME=" + master.resolve("home/hadoop"),
                        "TMPDIR=" + master.resolve("mnt/tmp"),
                        "HADOOP_LOG_DIR=" + step.logDirectory(),
                        "HADOOP_LOGFILE=syslog",
                        "AWS_REGION=us-east-1",
                        "AWS_DEFAULT_REGION=us-east-1",
                        "AWS_ENDPOINT_URL_S3=http://127.0.0.1:1",
                        "JAVA_HOME=" + System.getProperty("java.home"))
                .allMatch(line -> line.matches(
                        "(PATH|LANG|PWD|USER|LOGNAME|HOME|TMPDIR|JAVA_HOME|(YARN|SPARK|HIVE|HUDI)_CONF_DIR|HADOOP_\\w+|AWS_\\w+"
                                + "|EMR_HARNESS_(PROCESS|NODE|STEP))=.*"));
    }

    @Test
    void the_controller_names_the_process() throws IOException {
        StepSnapshot step = end(StepState.COMPLETED, command("sh", "-c", "echo $$"));

        String pid = Files.readString(step.logDirectory().resolve("stdout")).trim();
        assertThat(Files.readString(step.logDirectory().resolve("controller")))
                .contains(
                        "INFO ProcessRunner started child process " + pid + " : sh -c echo $$",
                        "INFO HadoopJarStepRunner.Runner: startRun() called for " + step.stepId() + " Child Pid: "
                                + pid,
                        "INFO Synchronously wait child process to complete : hadoop jar"
                                + " /var/lib/aws/emr/step-runner/hadoop-jars/command-runner.jar sh -c echo $$");
    }

    @Test
    void a_program_that_is_missing_fails_the_step_in_the_words_of_emr() {
        StepSnapshot step = end(StepState.FAILED, command("pig-script", "--run-pig-script"));

        String cause =
                "java.io.IOException: Cannot run program \"pig-script\" (in directory \".\"): error=2, No such file or"
                        + " directory";
        String first = "Exception in thread \"main\" java.lang.RuntimeException: " + cause;
        assertThat(step.logDirectory().resolve("stderr"))
                .hasContent(first + "\nCaused by: " + cause + "\nCommand exiting with ret '1'");
        assertThat(step.failureDetails().map(FailureDetails::reason)).hasValue("Command not found.");
        assertThat(step.failureDetails().map(FailureDetails::message)).hasValue(first);
    }

    @Test
    void a_program_of_emrs_directories_is_found_on_the_path_of_this_machine() throws IOException {
        Path program = Files.writeString(
                Files.createDirectories(directory.resolve("bin")).resolve("tool-of-emr"), "");
        StepSnapshot missing = end(StepState.FAILED, command("/usr/bin/" + program.getFileName()));
        StepSnapshot found = end(StepState.COMPLETED, command("/usr/local/bin/sh", "-c", "exit 0"));

        assertThat(missing.logDirectory().resolve("stderr"))
                .content()
                .contains("Cannot run program \"/usr/bin/tool-of-emr\" (in directory \".\"): error=2");
        assertThat(found.logDirectory().resolve("controller"))
                .content()
                .contains("There is no /usr/local/bin/sh on this machine; 'sh' of the PATH runs instead");
    }

    @Test
    void a_main_class_of_command_runner_is_its_first_argument() {
        StepSnapshot step = end(
                StepState.COMPLETED,
                step(HadoopJarStepConfig.builder()
                        .jar("command-runner.jar")
                        .mainClass("sh")
                        .args("-c", "exit 0")
                        .build()));
        StepSnapshot debugging = end(
                StepState.COMPLETED,
                step(HadoopJarStepConfig.builder()
                        .jar("command-runner.jar")
                        .mainClass("state-pusher-script")
                        .build()));

        assertThat(step.logDirectory().resolve("controller")).content().contains("command-runner.jar sh -c exit 0'");
        assertThat(debugging.logDirectory().resolve("controller"))
                .content()
                .contains("There is no debugging tool of the console: state-pusher-script does nothing here");
    }

    @Test
    void a_script_in_s3_is_brought_into_the_working_directory() throws IOException {
        store.put("b", "scripts/greet.sh", "#!/bin/sh\necho \"hello $1 from $0\"\nexit 3\n".getBytes(UTF_8));

        StepSnapshot step = end(StepState.FAILED, jar(REGIONAL_SCRIPT_RUNNER, "s3n://b/scripts/greet.sh", "two words"));

        Path working =
                directory.resolve(cluster).resolve("mnt/var/lib/hadoop/steps").resolve(step.stepId());
        assertThat(step.logDirectory().resolve("stdout"))
                .hasContent("Downloading 's3n://b/scripts/greet.sh' to '" + working + "/.'\n" + "hello two words from "
                        + working + "/greet.sh");
        assertThat(step.logDirectory().resolve("stderr")).hasContent("Command exiting with ret '3'");
        assertThat(step.exitCode()).hasValue(3);
    }

    @Test
    void a_script_of_this_machine_is_run_where_it_is() throws IOException {
        Path script = Files.writeString(directory.resolve("local.sh"), "echo \"$PWD\"\n");
        StepSnapshot refused = end(StepState.FAILED, jar(REGIONAL_SCRIPT_RUNNER, script.toString()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        StepSnapshot step = end(
                StepState.COMPLETED, jar(REGIONAL_SCRIPT_RUNNER, script.toUri().toString()));

        assertThat(refused.logDirectory().resolve("stderr"))
                .content()
                .contains("Cannot run program \"" + script + "\" (in directory \".\"): error=13, Permission denied");
        assertThat(step.logDirectory().resolve("stdout"))
                .hasContent(directory
                        .resolve(cluster)
                        .resolve("mnt/var/lib/hadoop/steps")
                        .resolve(step.stepId())
                        .toString());
    }

    @Test
    void a_script_that_does_not_exist_fails_the_step() {
        StepSnapshot step = end(StepState.FAILED, jar(REGIONAL_SCRIPT_RUNNER, "s3://b/none.sh"));

        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.failureDetails().map(FailureDetails::message))
                .hasValue("Exception in thread \"main\" java.io.FileNotFoundException: 's3://b/none.sh' does not exist:"
                        + " s3://b/none.sh");
    }

    @Test
    void script_runner_without_an_address_needs_release_7_13() throws IOException {
        store.put("b", "ok.sh", "exit 0\n".getBytes(UTF_8));
        StepSnapshot old = end(StepState.FAILED, jar("script-runner.jar", "s3://b/ok.sh"));
        cluster = emr.run(request -> request.releaseLabel("emr-7.13.0"));
        end(StepState.COMPLETED, jar("script-runner.jar", "s3://b/ok.sh"));

        assertThat(old.exitCode()).hasValue(255);
        assertThat(old.failureDetails().map(FailureDetails::message))
                .hasValueSatisfying(message -> assertThat(message).matches("Not a valid JAR: .*/script-runner.jar"));
        assertThat(old.logDirectory().resolve("controller"))
                .content()
                .contains("script-runner.jar without an address is known since emr-7.13.0; with emr-7.10.0 it is "
                        + REGIONAL_SCRIPT_RUNNER);
    }

    @Test
    void scenario_47_terminate_process_ends_a_step_that_ignores_sigterm() throws Exception {
        String step = emr.add(cluster, command("sh", "-c", "trap '' TERM; echo $$; while :; do sleep 1000; done"))
                .get(0);
        long pid = awaitPid(step);

        emr.cancel(cluster, StepCancellationOption.TERMINATE_PROCESS, step);

        emr.awaitStep(cluster, step, StepState.CANCELLED);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
    }

    @Test
    void a_cancelled_command_or_script_gets_sigterm() throws Exception {
        String story = "trap 'echo told; exit 5' TERM; echo $$; while :; do sleep 0.05; done";
        store.put("b", "wait.sh", ("#!/bin/sh\n" + story + "\n").getBytes(UTF_8));
        for (StepConfig config : List.of(command("bash", "-c", story), jar(REGIONAL_SCRIPT_RUNNER, "s3://b/wait.sh"))) {
            String id = emr.add(cluster, config).get(0);
            long pid = awaitPid(id);

            emr.cancel(cluster, StepCancellationOption.SEND_INTERRUPT, id);

            StepSnapshot step = emr.awaitStep(cluster, id, StepState.CANCELLED);
            assertThat(step.logDirectory().resolve("stdout")).content().endsWith("\ntold\n");
            assertThat(ProcessHandle.of(pid)).isEmpty();
        }
    }

    @Test
    void no_process_outlives_its_harness() throws Exception {
        String step = emr.add(cluster, command("sh", "-c", "trap '' TERM; echo $$; sleep 1000; sleep 1000"))
                .get(0);
        long pid = awaitPid(step);

        emr.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    /** The number that the step's process prints. */
    private long awaitPid(String step) throws Exception {
        Path stdout =
                emr.service().step(cluster, step).orElseThrow().logDirectory().resolve("stdout");
        Process waiting = new ProcessBuilder(
                        "sh", "-c", "until grep -qx '[0-9]*' \"$0\"; do sleep 0.01; done", stdout.toString())
                .start();
        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Stream<String> lines = Files.lines(stdout)) {
            return Long.parseLong(
                    lines.filter(line -> line.matches("\\d+")).findFirst().orElseThrow());
        }
    }

    private StepSnapshot end(StepState state, StepConfig step) {
        return emr.awaitStep(cluster, emr.add(cluster, step).get(0), state);
    }

    private static StepConfig command(String... words) {
        return jar("command-runner.jar", words);
    }

    private static StepConfig jar(String jar, String... args) {
        return step(HadoopJarStepConfig.builder().jar(jar).args(args).build());
    }

    private static StepConfig step(HadoopJarStepConfig jarStep) {
        return StepConfig.builder()
                .name("step")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jarStep)
                .build();
    }
}
