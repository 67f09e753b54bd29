package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.StepState;

/** Whatever a script does, its step has the right state, and the next one is not affected. */
@ExtendWith(OneHarness.class)
class HiveRobustnessTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private static Emr emr;

    @TempDir
    Path directory;

    @BeforeAll
    static void start(EmrHarness harness, @TempDir Path classes) throws Exception {
        emr = Emr.start(
                harness, ClusterSpec.named("robust").withStepConcurrencyLevel(2).withStepTimeout(LONG));
        emr.s3().put("functions.jar", FunctionsJar.make(classes));
        completed(hive(
                "-e",
                "CREATE TABLE words (w STRING); INSERT INTO words VALUES ('a');" + function("fails", "Fails")
                        + function("runs_out", "RunsOut") + function("waits", "Waits")));
    }

    @AfterAll
    static void stop() {
        emr.close();
    }

    @AfterEach
    void the_next_step_is_not_affected() {
        StepHandle next = hive("-S", "-e", "SELECT COUNT(*), MAX(w) FROM words");
        completed(next);
        assertThat(next.stdout()).isEqualTo("1\ta\n");
    }

    @Test
    void two_scripts_run_at_once() {
        StepHandle one = hive(
                "-S",
                "-e",
                "CREATE TABLE one AS SELECT w, COUNT(*) AS n FROM words GROUP BY w;" + " SELECT * FROM one");
        StepHandle two = hive(
                "-S", "-e", "CREATE TABLE two AS SELECT upper(w) AS w FROM words GROUP BY w;" + " SELECT * FROM two");
        completed(one);
        completed(two);
        assertThat(one.stdout()).isEqualTo("a\t1\n");
        assertThat(two.stdout()).isEqualTo("A\n");
    }

    @Test
    void twenty_scripts_leave_nothing_that_grows() {
        int threads = 0;
        int classes = 0;
        for (int i = 0; i < 20; i++) {
            completed(hive(
                    "--hiveconf",
                    "hive.execution.engine=" + (i % 2 == 0 ? "tez" : "mr"),
                    "-e",
                    "INSERT OVERWRITE DIRECTORY '" + directory.resolve("out")
                            + "' SELECT w, COUNT(*) FROM words GROUP BY w"));
            if (i == 5) {
                threads = threadsOfEngines().size();
                classes = loadedClasses();
            }
        }
        assertThat(threadsOfEngines()).hasSizeLessThanOrEqualTo(threads + 5);
        // Another Hive would be some 15,000.
        assertThat(loadedClasses()).isLessThan(classes + 3000);
    }

    /** Not those of the harness, whose pools grow and shrink. */
    private static List<Thread> threadsOfEngines() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> String.valueOf(thread.getThreadGroup()).contains("name=engine-"))
                .toList();
    }

    /** A file system that Hadoop keeps in a static has the configuration of the first of them, and reads it again. */
    @Test
    void mapreduce_runs_after_a_step_that_has_added_to_the_defaults_of_hadoop() {
        String mr = "SET hive.execution.engine=mr; SELECT w, COUNT(*) FROM words GROUP BY w";
        completed(hive("-e", mr));
        completed(hive(
                "-e", "SELECT reflect('org.apache.hadoop.conf.Configuration', 'addDefaultResource', 'later.xml')"));
        StepHandle last = hive("-S", "-e", mr);
        completed(last);
        assertThat(last.stdout()).isEqualTo("a\t1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tez", "mr"})
    void a_running_query_is_cancelled(String engine) throws Exception {
        Path begun = directory.resolve("begun");
        StepHandle step = hive(
                "-e",
                "SET hive.execution.engine=" + engine + "; SET hive.fetch.task.conversion=none;"
                        + " SELECT waits(concat('" + begun + "', substr(w, 2))) FROM words");
        awaitFile(begun, step);

        assertThat(step.cancel()).isTrue();

        assertThat(step.await(LONG).state()).isEqualTo(StepState.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tez", "mr"})
    void a_function_that_fails_fails_the_step(String engine) {
        StepHandle step = hive(
                "-e",
                "SET hive.execution.engine=" + engine + "; SET hive.fetch.task.conversion=none;"
                        + " SELECT fails(w) FROM words; SELECT 'never'");

        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(2);
        assertThat(step.stderr()).contains("java.lang.IllegalStateException: no a");
        assertThat(step.stdout()).doesNotContain("never");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tez", "mr"})
    void a_task_without_memory_fails_the_step(String engine) {
        StepHandle step = hive(
                "-e",
                "SET hive.execution.engine=" + engine + "; SET hive.fetch.task.conversion=none;"
                        + " SELECT runs_out(w) FROM words; SELECT 'never'");

        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(2);
        assertThat(step.stderr()).contains("java.lang.OutOfMemoryError: Java heap space of a");
        assertThat(step.stdout()).doesNotContain("never");
    }

    @Test
    void a_command_of_the_shell_that_fails_fails_the_step() {
        StepHandle step = hive("-e", "!false; SELECT 'never'");

        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.stderr()).contains("Command failed with exit code = 1\n");
        assertThat(step.stdout()).isEmpty();
    }

    @Test
    void quit_ends_a_script_with_success() throws Exception {
        Path script = Files.writeString(directory.resolve("q.hql"), "SELECT 'é';\nquit;\nSELECT 'never';\n");
        StepHandle step = hive("-S", "-f", script.toString());
        completed(step);
        assertThat(step.stdout()).isEqualTo("é\n");
    }

    @Test
    void a_script_that_is_not_there_fails_the_step() {
        StepHandle step = hive("-f", emr.s3().uri("nothing.q"));
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(3);
        assertThat(step.stderr()).contains("Could not open input file for reading.");
    }

    private static void completed(StepHandle step) {
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
    }

    private static void awaitFile(Path file, StepHandle step) {
        List<Boolean> ended = new ArrayList<>();
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!Files.exists(file) && ended.isEmpty()) {
            assertThat(System.nanoTime()).as(step.describe()).isLessThan(deadline);
            step.awaitUntil(each -> each.state() == StepState.FAILED, Duration.ofMillis(100))
                    .ifPresent(each -> ended.add(true));
        }
        assertThat(file).as(step.describe()).exists();
    }

    private static int loadedClasses() {
        System.gc();
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static String function(String name, String type) {
        return " CREATE FUNCTION default." + name + " AS 'example." + type + "' USING JAR '"
                + emr.s3().uri("functions.jar") + "';";
    }

    private static StepHandle hive(String... args) {
        return emr.submit(StepSpec.command("hive", args));
    }
}
