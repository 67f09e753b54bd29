package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepState;

/** Scripts that call the programs which EMR has on its master. */
@Timeout(120)
class ProgramsInScriptsTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Engine engine = new Engine();

    @TempDir
    Path directory;

    private EmrFixture emr;
    private String cluster;

    @BeforeEach
    void start() {
        store.createBucket("b");
        emr = new EmrFixture(directory, settings -> settings.stepRunners(() -> List.of(engine))
                .objectStore(() -> store));
        cluster = emr.run(request -> request.configurations(Configuration.builder()
                .classification("spark-env")
                .configurations(Configuration.builder()
                        .classification("export")
                        .properties(Map.of("FROM_SPARK_ENV", "yes"))
                        .build())
                .build()));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void a_program_gets_the_arguments_directory_and_environment_of_the_script() throws IOException {
        StepSnapshot step = end(
                StepState.COMPLETED,
                "mkdir jobs; cd jobs; export DAY='1 March'; spark-submit tell 'two words' '' $'a\\nb' '*'");

        assertThat(step.logDirectory().resolve("stdout"))
                .hasContent(
                        """
                        [tell, two words, , a
                        b, *]
                        in jobs, whose parent is %s
                        DAY=1 March
                        FROM_SPARK_ENV=yes
                        """
                                .formatted(step.stepId()));
        assertThat(step.logDirectory().resolve("controller"))
                .content()
                .contains("INFO The process of the step calls: spark-submit tell two words");
    }

    @Test
    void the_script_goes_on_with_the_exit_code_and_the_output() {
        StepSnapshot step = end(
                StepState.FAILED,
                "spark-submit exit 3; echo code $?; out=$(spark-submit print hello 2>/dev/null); echo \"[$out]\";"
                        + " spark-submit print seen | tr a-z A-Z; spark-submit exit 300; exit $?");

        assertThat(step.exitCode()).hasValue(44);
        assertThat(step.logDirectory().resolve("stdout")).hasContent("code 3\n[hello]\nSEEN");
        assertThat(step.logDirectory().resolve("stderr"))
                .hasContent("seen goes to stderr, too\nCommand exiting with ret '44'");
    }

    @Test
    void a_program_is_found_where_emr_has_it() {
        StepSnapshot step = end(StepState.COMPLETED, "/usr/bin/spark-submit print here 2>/dev/null");

        assertThat(step.logDirectory().resolve("stdout")).hasContent("here");
    }

    @Test
    void stdin_stays_with_the_script_until_the_program_reads() {
        StepSnapshot step = end(
                StepState.COMPLETED,
                "printf 'a\\nb\\n' | while read -r line; do spark-submit print $line 2>/dev/null; done;"
                        + " printf 'c\\nd\\n' | spark-submit read; spark-submit read < /dev/null");

        assertThat(step.logDirectory().resolve("stdout")).hasContent("a\nb\n[c, d]\n[]");
    }

    @Test
    void programs_of_a_script_run_at_the_same_time() {
        StepSnapshot step = end(StepState.COMPLETED, "spark-submit meet & spark-submit meet & wait; echo both");

        assertThat(step.logDirectory().resolve("stdout")).hasContent("both");
    }

    @Test
    void large_output_is_complete() throws IOException {
        StepSnapshot step = end(StepState.COMPLETED, "spark-submit much | wc -c");

        assertThat(Files.readString(step.logDirectory().resolve("stdout")).trim())
                .isEqualTo("5000000");
    }

    @Test
    void a_program_whose_engine_is_missing_says_so() {
        StepSnapshot step = end(StepState.FAILED, "hive-script --run-hive-script; echo code $?; exit 1");

        assertThat(step.logDirectory().resolve("stdout")).hasContent("code 1");
        assertThat(step.logDirectory().resolve("stderr"))
                .hasContent("hive-script: No engine on the class path runs 'hive-script'. Add the dependency"
                        + " io.github.emrharness:emr-harness-hive to the tests.\nCommand exiting with ret '1'");
    }

    @Test
    void a_program_that_the_script_leaves_running_ends_with_the_step() {
        end(StepState.COMPLETED, "spark-submit hang & spark-submit await-hanging");

        assertThat(engine.signals).hasSize(1);
    }

    @Test
    void a_program_ends_when_its_caller_is_killed() {
        StepSnapshot step = end(
                StepState.COMPLETED,
                "spark-submit hang & caller=$!; spark-submit await-hanging; kill -9 $caller; wait $caller; echo code $?;"
                        + " spark-submit await-signal");

        assertThat(step.logDirectory().resolve("stdout")).hasContent("code 137");
        assertThat(engine.signals).containsExactly("interrupt");
    }

    @Test
    void cancelling_the_step_ends_the_program() throws Exception {
        String stepId = emr.add(cluster, EmrFixture.step("s", "-c", "spark-submit hang; echo not reached"))
                .get(0);
        assertThat(engine.hanging.await(60, TimeUnit.SECONDS)).isTrue();

        emr.cancel(cluster, StepCancellationOption.TERMINATE_PROCESS, stepId);

        StepSnapshot step = emr.awaitStep(cluster, stepId, StepState.CANCELLED);
        assertThat(step.logDirectory().resolve("stdout")).isEmptyFile();
        assertThat(engine.ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void without_its_step_a_program_does_not_run() throws IOException {
        StepSnapshot step = end(StepState.COMPLETED, "echo $EMR_HARNESS_STEP");
        String ofEnded = Files.readString(step.logDirectory().resolve("stdout")).trim();

        StepSnapshot next = end(
                StepState.COMPLETED,
                "EMR_HARNESS_STEP= spark-submit print a; EMR_HARNESS_STEP=" + ofEnded + " spark-submit print b; true");

        assertThat(next.logDirectory().resolve("stdout")).isEmptyFile();
        assertThat(next.logDirectory().resolve("stderr"))
                .hasContent("spark-submit: runs only within a step of EMR Harness: EMR_HARNESS_STEP is not in the"
                        + " environment.\nspark-submit: EMR Harness does not run it any more: the step or its harness has ended.\nCommand exiting"
                        + " with ret '0'");
    }

    private StepSnapshot end(StepState state, String script) {
        String stepId = emr.add(cluster, EmrFixture.step("s", "-c", script)).get(0);
        return emr.awaitStep(cluster, stepId, state);
    }

    /** Does what the first argument of {@code spark-submit} says. */
    private static final class Engine implements StepRunner {

        private final List<String> signals = new ArrayList<>();
        private final CountDownLatch hanging = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch meeting = new CountDownLatch(2);

        @Override
        public boolean claims(StepCommand command) {
            return "spark-submit".equals(command.commandName());
        }

        @Override
        public StepProcess start(StepContext call) throws StepStartException {
            DeferredStepProcess process = new DeferredStepProcess();
            List<String> words = call.command().words();
            if (words.get(1).equals("hang")) {
                process.runs(
                        new CompletableFuture<>(), () -> signal("interrupt", process), () -> signal("kill", process));
                hanging.countDown();
                return process;
            }
            new Thread(() -> process.ends(run(words.subList(1, words.size()), call)), "spark-submit").start();
            return process;
        }

        private void signal(String name, DeferredStepProcess process) {
            synchronized (signals) {
                signals.add(name);
            }
            process.ends(DeferredStepProcess.TERMINATED);
            ended.countDown();
        }

        private int run(List<String> words, StepContext call) {
            try {
                switch (words.get(0)) {
                    case "tell" -> {
                        Path here = call.workingDirectory();
                        print(call, words.toString());
                        print(
                                call,
                                "in " + here.getFileName() + ", whose parent is "
                                        + here.getParent().getFileName());
                        print(call, "DAY=" + call.environment().get("DAY"));
                        print(call, "FROM_SPARK_ENV=" + call.environment().get("FROM_SPARK_ENV"));
                    }
                    case "print" -> {
                        print(call, words.get(1));
                        call.logs().stderr().write((words.get(1) + " goes to stderr, too\n").getBytes(UTF_8));
                    }
                    case "read" -> {
                        BufferedReader in = new BufferedReader(new InputStreamReader(call.stdin(), UTF_8));
                        print(call, in.lines().toList().toString());
                    }
                    case "much" -> call.logs().stdout().write(new byte[5_000_000]);
                    case "meet" -> {
                        meeting.countDown();
                        return meeting.await(60, TimeUnit.SECONDS) ? 0 : 1;
                    }
                    case "await-hanging" -> {
                        return hanging.await(60, TimeUnit.SECONDS) ? 0 : 1;
                    }
                    case "await-signal" -> {
                        return ended.await(60, TimeUnit.SECONDS) ? 0 : 1;
                    }
                    case "exit" -> {
                        return Integer.parseInt(words.get(1));
                    }
                    default -> throw new IllegalArgumentException(words.get(0));
                }
                return 0;
            } catch (IOException e) {
                return 2;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 2;
            }
        }

        private static void print(StepContext call, String line) throws IOException {
            call.logs().stdout().write((line + "\n").getBytes(UTF_8));
        }
    }
}
