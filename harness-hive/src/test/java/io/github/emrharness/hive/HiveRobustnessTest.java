package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.StepState;

/** Whatever a script does, its step has the right state, and the next one is not affected. */
@ExtendWith(OneHarness.class)
class HiveRobustnessTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String FILE = "regexp_extract(INPUT__FILE__NAME, '/(seen_[a-z]+)/', 1)";

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
                        + function("runs_out", "RunsOut") + function("waits", "Waits")
                        + function("meets", "Meets")));
    }

    @AfterAll
    static void stop() {
        emr.close();
    }

    /** A column that is ordered by and not selected needs the optimizer, which Hive silently does without if it fails. */
    @AfterEach
    void the_next_step_is_not_affected() {
        StepHandle next = hive(
                "-S",
                "-e",
                "SELECT MAX(w) AS w FROM words HAVING COUNT(*) = 1; SELECT w FROM words ORDER BY length(w)");
        completed(next);
        assertThat(next.stdout()).isEqualTo("a\na\n");
    }

    /** Each in a Hive of its own, one of which did not see how the function was made. */
    @Test
    void two_scripts_run_at_once() throws Exception {
        Files.writeString(
                directory.resolve("meet.sh"),
                """
                touch "$1"
                n=0
                while [ ! -e "$2" ]; do
                  n=$((n + 1)); [ $n -lt 6000 ] || exit 1
                  sleep 0.1
                done
                """);
        meet("first", "1");
        completed(hive("-e", function("shouts", "Shout")));
        meet("second", "shouts(w)");
    }

    private void meet(String round, String column) {
        List<StepHandle> both = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            String other = name.equals("one") ? "two" : "one";
            both.add(hive(
                    "-S",
                    "-e",
                    "!sh " + directory.resolve("meet.sh") + " " + directory.resolve(round + name) + " "
                            + directory.resolve(round + other) + "; CREATE TABLE " + round + name + " AS SELECT "
                            + column
                            + " AS c, COUNT(*) AS n FROM words GROUP BY " + (column.equals("1") ? "1" : "w")
                            + "; SELECT * FROM " + round + name));
        }
        for (StepHandle step : both) {
            completed(step);
            assertThat(step.stdout()).isEqualTo((column.equals("1") ? "1" : "A!") + "\t1\n");
        }
    }

    /** Tasks of a container have statics of the JVM to themselves: with two at once, rows were lost or written twice. */
    @Test
    void the_tasks_of_a_vertex_do_not_share_their_operators() {
        String insert =
                "INSERT OVERWRITE TABLE buckets SELECT id, v FROM (SELECT 1 AS id, 'a' AS v UNION ALL SELECT 2, 'b'"
                        + " UNION ALL SELECT 3, 'c' UNION ALL SELECT 4, 'd') rows_of_all;"
                        + " SELECT CONCAT_WS(',', SORT_ARRAY(COLLECT_LIST(CONCAT(id, v)))) FROM buckets; ";

        StepHandle step = hive(
                "-S",
                "-e",
                "CREATE TABLE buckets (id INT, v STRING) CLUSTERED BY (id) INTO 4 BUCKETS STORED AS ORC; "
                        + insert.repeat(8));

        completed(step);
        assertThat(step.stdout()).isEqualTo("1a,2b,3c,4d\n".repeat(8));
        assertThat(step.stderr()).doesNotContain("FileAlreadyExistsException");
    }

    /** Through JDBC and Beeline they share a process, whose statics hold what a task knows of the file that it reads. */
    @ParameterizedTest
    @CsvSource({"tez, none", "mr, none", "tez, more"})
    void queries_of_the_hive_server_see_the_files_that_they_read(String engine, String fetch) {
        StepHandle left = readsOf("left", "right", engine, fetch);
        StepHandle right = readsOf("right", "left", engine, fetch);

        completed(left);
        completed(right);
        assertThat(left.stdout()).isEqualTo("1,left,seen_left\n2,left,seen_left\n");
        assertThat(right.stdout()).isEqualTo("1,right,seen_right\n2,right,seen_right\n");
        // A task that finds the file of another fails, and is tried again.
        assertThat(directory.resolve("left")).hasSize(2);
        assertThat(directory.resolve("right")).hasSize(2);
    }

    @Test
    void jobs_of_a_query_that_run_at_once_see_the_files_that_they_read() {
        seen("left");
        seen("right");
        StepHandle step = hive(
                "-S",
                "-e",
                "SET hive.execution.engine=mr; SET hive.exec.parallel=true; SELECT * FROM ("
                        + files("left", "right") + " UNION ALL " + files("right", "left")
                        + ") both_of_them ORDER BY side");

        completed(step);
        assertThat(step.stdout()).isEqualTo("left\t2\t[\"seen_left\"]\nright\t2\t[\"seen_right\"]\n");
    }

    private String files(String side, String other) {
        return "SELECT side, COUNT(*) AS n, COLLECT_SET(" + FILE + ") AS files FROM seen_" + side + " WHERE "
                + meets(side, other) + " GROUP BY side";
    }

    private StepHandle readsOf(String side, String other, String engine, String fetch) {
        seen(side);
        return beeline("SET hive.execution.engine=" + engine + "; SET hive.fetch.task.conversion=" + fetch
                + "; SELECT w, side, " + FILE + " FROM seen_" + side + " WHERE " + meets(side, other));
    }

    private static void seen(String side) {
        emr.hive().query("CREATE TABLE IF NOT EXISTS seen_" + side + " (w STRING) PARTITIONED BY (side STRING)");
        emr.hive()
                .query("INSERT OVERWRITE TABLE seen_" + side + " PARTITION (side='" + side + "') VALUES ('1'), ('2')");
    }

    @Test
    void a_query_that_has_its_rows_does_not_end_the_reading_of_others() throws Exception {
        emr.hive().query("CREATE TABLE numbers (w STRING)");
        emr.hive()
                .query(IntStream.range(10, 30)
                        .mapToObj(i -> "('" + i + "')")
                        .collect(Collectors.joining(", ", "INSERT INTO numbers VALUES ", "")));
        // Row by row, as operators tell only with the next rows that they have enough.
        String read = "SET hive.execution.engine=mr; SET hive.vectorized.execution.enabled=false;"
                + " SET hive.fetch.task.conversion=none; SELECT w FROM numbers WHERE ";
        StepHandle all = beeline(read + meets("begun", "over"));
        awaitFile(directory.resolve("begun"), all);
        StepHandle first = beeline(read + "w IS NOT NULL LIMIT 1");
        completed(first);
        Files.createFile(directory.resolve("over"));

        completed(all);
        assertThat(first.stdout()).isEqualTo("10\n");
        assertThat(all.stdout().lines()).hasSize(20);
    }

    private String meets(String own, String other) {
        return "meets(concat(substr(w, 0, 0), '" + directory.resolve(own) + " " + directory.resolve(other)
                + "')) IS NOT NULL";
    }

    private static StepHandle beeline(String script) {
        return emr.submit(StepSpec.command("beeline", "-u", "jdbc:hive2://localhost:10000", "-n", "hadoop")
                .args("--outputformat=csv2", "--showHeader=false", "-e", script));
    }

    @Test
    void fifty_scripts_leave_nothing_that_grows() throws Exception {
        Remains warm = null;
        for (int i = 1; i <= 50; i++) {
            String engine = i % 2 == 0 ? "tez" : "mr";
            // A job every now and then: what grows with each script grows without one, too.
            String job = i % 10 < 2 ? "SELECT w, COUNT(*) FROM words GROUP BY w;" : "";
            StepHandle step = hive(
                    "--hiveconf",
                    "hive.execution.engine=" + engine,
                    "-S",
                    "-e",
                    job + "CREATE TEMPORARY TABLE t (a INT); SELECT w FROM words; SET hive.exec.scratchdir");
            completed(step);
            if (i == 12) {
                warm = Remains.found(step);
            } else if (i == 50) {
                Remains last = Remains.found(step);
                // Pools of the metastore's and of Hadoop's have some more or less; 38 scripts have run in between.
                assertThat(last.threads()).isLessThan(warm.threads() + 10);
                assertThat(last.files()).containsExactlyElementsOf(warm.files());
                // Those that the JVM makes for reflection and lambdas come late; another Hive would be some 15,000.
                assertThat(last.classes()).isLessThan(warm.classes() + 1500);
            }
        }
    }

    /** What there is of things that scripts might leave. */
    private record Remains(int threads, int classes, List<String> files) {

        static Remains found(StepHandle step) throws IOException {
            Matcher scratch = Pattern.compile("hive.exec.scratchdir=file:(.*)/steps/[^/]+/scratch\n")
                    .matcher(step.stdout());
            assertThat(scratch.find()).as(step.stdout()).isTrue();
            try (Stream<Path> files = Files.walk(Path.of(scratch.group(1)))) {
                return new Remains(
                        threadsOfEngines().size(),
                        loadedClasses(),
                        files.map(Path::toString).sorted().toList());
            }
        }
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
