package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.emrharness.spark.jobs.OwnConfiguration;
import io.github.emrharness.spark.jobs.SalesByStore;
import io.github.emrharness.spark.jobs.Scenario;
import io.github.emrharness.spark.jobs.WordCount;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.SparkApplication;
import io.github.emrharness.spi.SparkApplication.Stage;
import io.github.emrharness.spi.SparkApplications;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.net.Authenticator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.emr.model.Configuration;

/** Steps that really run, on files; one engine for all. */
class SparkSubmitStepTest {

    @TempDir
    static Path root;

    private static final MemoryStore STORE = new MemoryStore();
    private static SparkEngine engine;
    private static String jar;

    @BeforeAll
    static void startEngine() throws Exception {
        TestHarness harness = new TestHarness(
                root,
                STORE,
                Isolation.IN_PROCESS,
                EngineLogLevel.WARN,
                Map.of("emr.harness.spark.cores", "2", "emr.harness.spark.conf.spark.sql.shuffle.partitions", "4"));
        engine = new SparkEngine(harness, SparkSettings.of(harness.settings()));
        Path file = JobJar.of(root.resolve("job.jar"), WordCount.class, Scenario.class);
        STORE.put("code", "jobs/job.jar", file);
        jar = file.toString();
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    @Test
    void the_example_of_every_tutorial_runs() throws Exception {
        TestStep submit = TestStep.commandRunner(
                root,
                "spark-submit",
                "--class",
                "org.apache.spark.examples.SparkPi",
                "/usr/lib/spark/examples/jars/spark-examples.jar",
                "10");
        TestStep example = TestStep.commandRunner(root, "spark-example", "--name", "pi", "SparkPi", "3");

        assertThat(submit.run(engine)).as(submit.err().text()).isZero();
        assertThat(submit.out().text()).matches("Pi is roughly 3\\.1\\d+\n");
        assertThat(example.run(engine)).as(example.err().text()).isZero();
        assertThat(example.out().text()).matches("Pi is roughly 3\\.1\\d+\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "JavaSparkPi 2 # Pi is roughly 3\\.1\\d+",
                "JavaWordCount words.txt # to: 2; be: 2; or: 1; not: 1",
                "LogQuery access.log # \\(10.0.0.1,\"ADA\",GET /1 HTTP/1.1\\)\tbytes=300\tn=2;"
                        + " \\(null,null,null\\)\tbytes=7\tn=2",
                "JavaLogQuery # .+\tbytes=621\tn=2",
                "GroupByTest 3 10 5 # (29|30)",
                "SparkTC 1 # TC has %ways% edges\\.",
                "SparkPageRank links.txt # a has rank:  1\\.1\\d+ \\.; b has rank:  0\\.6\\d+ \\.; c has rank:  1\\.1\\d+ \\.",
                "JavaPageRank links.txt 1 # a has rank: 1.0\\.; b has rank: 0.575\\.; c has rank: 1.42\\d*\\.",
                "HdfsTest words.txt # (Iteration \\d+ took \\d+ ms; ){10}File contents: \\[to be or]; Returned length\\(s\\) of: 2\\.0",
                "DFSReadWriteTest words.txt %out% # (.+; ){4}Success! Local Word Count 6 and DFS Word Count 6 agree\\."
            })
    void the_examples_print_what_those_of_spark_print(String command, String expected) throws Exception {
        Map<String, String> files = Map.of(
                "words.txt", "to be or\nnot to be\n",
                "links.txt", "a b\na c\nb c\nc a\n",
                "access.log",
                        """
                        10.0.0.1 - "ADA" [18/Jan/2026:17:56:07 +0100] "GET /1 HTTP/1.1" 200 300 "/" "Mozilla/5.0"
                        10.0.0.1 - "ADA" [18/Jan/2026:17:57:07 +0100] "GET /1 HTTP/1.1" 304 - "/" "Mozilla/5.0"
                        10.0.0.2 - "-" [18/Jan/2026:17:58:07 +0100] "GET /2 HTTP/1.1" 200 7 "/" "Mozilla/5.0"
                        no entry
                        """);
        List<String> words = new ArrayList<>(List.of("spark-example"));
        for (String word : command.split(" ")) {
            String content = files.get(word);
            words.add(
                    content != null
                            ? Files.writeString(root.resolve(word), content).toString()
                            : word.replace("%out%", root.resolve("dfs").toString()));
        }
        TestStep step = TestStep.commandRunner(root, words.toArray(String[]::new));

        assertThat(step.run(engine)).as(step.err().text()).isZero();
        assertThat(inOrder(step.out().text().lines(), expected))
                .matches(inOrder(Stream.of(expected.split("; ")), expected)
                        .replace("%ways%", String.valueOf(waysOfExample())));
    }

    /** The order of lines is that of Spark's partitions, unless a loop prints them. */
    private static String inOrder(Stream<String> lines, String expected) {
        return String.join("; ", (expected.contains("{") ? lines : lines.sorted()).toList());
    }

    /** Between how many pairs of vertices of that random graph there is a way. */
    private static int waysOfExample() {
        Random random = new Random(42);
        boolean[][] ways = new boolean[100][100];
        for (int edges = 0; edges < 200; ) {
            int from = random.nextInt(100);
            int to = random.nextInt(100);
            if (from != to && !ways[from][to]) {
                ways[from][to] = true;
                edges++;
            }
        }
        for (int by = 0; by < 100; by++) {
            for (int from = 0; from < 100; from++) {
                for (int to = 0; to < 100; to++) {
                    ways[from][to] |= ways[from][by] && ways[by][to];
                }
            }
        }
        int count = 0;
        for (boolean[] row : ways) {
            for (boolean way : row) {
                count += way ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void an_example_that_is_not_here_is_told_from_those_that_are() {
        for (List<String> words : List.of(
                List.of("run-example", "ml.KMeansExample"),
                List.of(
                        "spark-submit",
                        "--class",
                        "org.apache.spark.examples.ml.KMeansExample",
                        "/usr/lib/spark/examples/jars/spark-examples.jar"))) {
            assertThatThrownBy(() -> TestStep.commandRunner(root, words.toArray(String[]::new))
                            .start(engine))
                    .isInstanceOfSatisfying(StepStartException.class, e -> assertThat(e.exitCode())
                            .isEqualTo(101))
                    .hasMessageStartingWith("Error: Failed to load class org.apache.spark.examples.ml.KMeansExample.\n")
                    .hasMessageContaining("the harness has of its own: SparkPi, JavaSparkPi, JavaWordCount, ");
        }
    }

    @Test
    void packages_come_from_repositories_by_way_of_ivy() throws Exception {
        MavenRepository shop = new MavenRepository(root.resolve("shop-repository"));
        shop.add("tax", JobJar.of(root.resolve("tax.jar"), JobJar.class), "rates");
        MavenRepository rates = new MavenRepository(root.resolve("rates-repository"));
        rates.add("rates", JobJar.of(root.resolve("rates.jar"), SalesByStore.class));
        String settings = shop.ivySettings(root.resolve("ivysettings.xml")).toString();
        Authenticator before = Authenticator.getDefault();
        HttpServer server = rates.serve();
        try {
            List<TestStep> steps = new ArrayList<>();
            for (String more : List.of(
                    "--packages example.shop:tax:1.0 | " + SalesByStore.class.getName(),
                    "--packages example.shop:tax:1.0 --exclude-packages example.shop:rates | " + JobJar.class.getName(),
                    "--packages example.shop:tax:1.0 --exclude-packages example.shop:rates | "
                            + SalesByStore.class.getName(),
                    "--packages example.shop:none:1.0 | " + JobJar.class.getName())) {
                steps.add(scenario(("--conf spark.jars.ivySettings=" + settings + " --conf spark.jars.ivy="
                                + root.resolve("ivy") + " --repositories http://127.0.0.1:"
                                + server.getAddress().getPort() + " " + more.replace("| ", "| library "))
                        .split(" ")));
            }

            assertThat(steps.get(0).run(engine)).as(steps.get(0).err().text()).isZero();
            assertThat(root.resolve("ivy/cache/example.shop/rates")).isDirectory();
            assertThat(steps.get(1).run(engine)).as(steps.get(1).err().text()).isZero();
            assertThat(steps.get(2).run(engine)).isEqualTo(1);
            assertThat(steps.get(2).err().text()).contains("ClassNotFoundException: " + SalesByStore.class.getName());
            assertThat(steps.get(3).run(engine)).isEqualTo(1);
            assertThat(steps.get(3).err().text())
                    .contains("Exception in thread \"main\" java.lang.RuntimeException: [unresolved dependency: "
                            + "example.shop#none;1.0: not found]");
        } finally {
            server.stop(0);
        }
        assertThat(Authenticator.getDefault()).isSameAs(before);
    }

    @Test
    void a_job_meant_for_yarn_runs_here_and_the_controller_log_says_so() throws Exception {
        Path input = Files.writeString(root.resolve("words.txt"), "to be or not to be\n");
        Path output = root.resolve("counts");

        TestStep step = TestStep.commandRunner(
                root,
                "/usr/bin/spark-submit",
                "--master",
                "yarn",
                "--deploy-mode=cluster",
                "--driver-memory",
                "20g",
                "--num-executors",
                "10",
                "--class",
                WordCount.class.getName(),
                "s3://code/jobs/job.jar",
                input.toString(),
                output.toString());

        assertThat(step.run(engine)).as(step.err().text()).isZero();
        assertThat(step.out().text()).isEqualTo("counted 4 words\n");
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(step.controllerLines())
                .containsExactly(
                        "Spark runs with a local master in client mode: master yarn and deploy mode cluster became "
                                + "master local[2], deploy mode client",
                        "The driver runs in the JVM of the test: its memory is that JVM's, not 20g (isolation FORKED "
                                + "honours it)");
    }

    @Test
    void a_step_can_ask_for_yarn() throws Exception {
        TestStep yarn = scenario("--conf", "spark.emrHarness.master=yarn", "|", "leave-open");
        TestStep other = scenario("--conf", "spark.emrHarness.master=mesos", "|", "leave-open");
        TestStep local = scenario("--conf", "spark.emrHarness.master=yarn", "--master", "local[1]", "|", "leave-open");

        assertThat(yarn.run(engine)).isEqualTo(1);
        assertThat(yarn.err().text())
                .isEqualTo(
                        "Exception in thread \"main\" java.io.IOException: The step cannot run on YARN: the artefact "
                                + "io.github.emrharness:emr-harness-hadoop, which brings YARN, is not on the class path of the "
                                + "test.\n");
        assertThat(other.run(engine)).isEqualTo(1);
        assertThat(other.err().text())
                .isEqualTo("Exception in thread \"main\" java.io.IOException: spark.emrHarness.master must be yarn or "
                        + "local, but was: mesos\n");
        assertThat(local.run(engine)).as(local.err().text()).isZero();
    }

    @Test
    void the_command_line_beats_spark_defaults_which_beat_the_harness() throws Exception {
        Path properties = Files.writeString(
                root.resolve("own.properties"), "spark.from.file yes\nspark.submit.deployMode client\n");
        Configuration defaults = Configuration.builder()
                .classification("spark-defaults")
                .properties(Map.of(
                        "spark.sql.shuffle.partitions", "7",
                        "spark.master", "yarn",
                        "spark.test.a", "defaults",
                        "spark.test.b", "defaults"))
                .build();
        Configuration hadoop = Configuration.builder()
                .classification("core-site")
                .properties(Map.of("test.hadoop", "file"))
                .build();
        TestStep step = scenario("--conf", "spark.test.b=line", "|", "print-conf")
                .configured(defaults, hadoop)
                .withEnvironment(Map.of("STEP_VARIABLE", "set"));
        TestStep withFile = scenario("--properties-file", properties.toString(), "|", "print-conf")
                .configured(defaults, hadoop);

        assertThat(step.run(engine)).as(step.err().text()).isZero();
        assertThat(step.out().text().lines())
                .contains(
                        "spark.sql.shuffle.partitions=7",
                        "spark.test.a=defaults",
                        "spark.test.b=line",
                        "spark.master=local[2]",
                        "spark.ui.enabled=false",
                        "spark.hadoop.test.hadoop=file",
                        "spark.app.name=" + Scenario.class.getName(),
                        "STEP_VARIABLE=set");
        assertThat(withFile.run(engine)).as(withFile.err().text()).isZero();
        assertThat(withFile.out().text().lines())
                .as("a properties file stands in place of spark-defaults")
                .contains("spark.from.file=yes", "spark.sql.shuffle.partitions=4", "spark.hadoop.test.hadoop=file")
                .noneMatch(line -> line.startsWith("spark.test."));
    }

    @Test
    void the_cluster_s_classifications_are_applied() throws Exception {
        TestStep step = scenario("--conf", "spark.eventLog.enabled=true", "--conf", "spark.ui.enabled=true", "|", "sum")
                .configured(
                        classification(
                                "spark-log4j2",
                                Map.of("rootLogger.level", "info", "appender.console.layout.pattern", "shop: %m%n")),
                        classification("spark-metrics", Map.of("driver.source.jvm.class", "shop.NoSuchSource")),
                        classification("spark", Map.of("maximizeResourceAllocation", "true")),
                        classification("spark-log4j", Map.of("log4j.rootCategory", "WARN")),
                        classification("emrfs-site", Map.of("fs.s3.consistent", "true")));

        assertThat(step.run(engine)).as(step.err().text()).isZero();

        assertThat(step.out().text()).contains("spark.default.parallelism=4\n");
        assertThat(step.err().text())
                .contains(
                        "shop: Running Spark version " + TestSpark.VERSION,
                        "shop: Source class shop.NoSuchSource cannot be instantiated")
                .containsPattern("The Spark UI of local-\\d+ is at http://127\\.0\\.0\\.1:\\d+\\n");
        Path events = step.scratchDirectory().resolve("spark-events");
        assertThat(step.controllerLines())
                .containsExactly(
                        "The cluster's configuration classification spark-log4j is not applied to Spark steps: it configures "
                                + "the Log4j 1 of Spark 3.2 and before, and this Spark has Log4j 2 (spark-log4j2)",
                        "The cluster's configuration classification emrfs-site is not applied to Spark steps: S3 is Hadoop's "
                                + "S3A here, as on EMR from 7.10.0 on (core-site has its properties)",
                        "Spark writes its event log to " + events);
        assertThat(events)
                .as("eventlog_v2_local-... since Spark 4")
                .isDirectoryContaining("glob:**/{,eventlog_v2_}local-*");
        TestStep next = scenario("|", "leave-open");
        assertThat(next.run(engine)).as(next.err().text()).isZero();
        assertThat(next.err().text()).as("the next step logs as before").doesNotContain("shop: ");
    }

    private static Configuration classification(String name, Map<String, String> properties) {
        return Configuration.builder()
                .classification(name)
                .properties(properties)
                .build();
    }

    @Test
    void system_properties_reach_the_job_and_not_the_test() throws Exception {
        TestStep step = scenario(
                "--conf", "spark.driver.extraJavaOptions=-Djob.property='a b' -XX:+UseG1GC", "|", "print-conf");

        assertThat(step.run(engine)).as(step.err().text()).isZero();
        assertThat(step.out().text().lines()).contains("job.property=a b");
        assertThat(step.controllerLines())
                .containsExactly(
                        "The driver runs in the JVM of the test, which cannot take the Java options -XX:+UseG1GC "
                                + "(isolation FORKED honours them)");
        assertThat(System.getProperty("job.property")).isNull();
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("spark."));
    }

    @Test
    void a_step_tells_what_its_application_has_done() throws Exception {
        Path input = Files.writeString(root.resolve("counted.txt"), "to be or not to be\n");
        TestStep counts = TestStep.commandRunner(
                root,
                "spark-submit",
                "--class",
                WordCount.class.getName(),
                jar,
                input.toString(),
                root.resolve("counted").toString());
        TestStep fails = scenario("|", "fail-task");
        SparkApplications applications =
                engine.capability(SparkApplications.class).orElseThrow();

        assertThat(counts.run(engine)).as(counts.err().text()).isZero();
        SparkApplication application = applications.of("j-1", counts.stepId()).get(0);
        assertThat(application.id()).startsWith("local-");
        assertThat(application.executorsLost()).isZero();
        assertThat(application.stages()).isNotEmpty().allSatisfy(stage -> assertThat(stage.failureReason())
                .isEmpty());
        assertThat(application.sum(Stage::inputBytes)).isGreaterThanOrEqualTo(19);
        assertThat(application.sum(Stage::outputRows)).isEqualTo(4);
        assertThat(application.sum(Stage::shuffleWriteBytes)).isPositive();
        assertThat(application.sum(Stage::shuffleReadBytes)).isEqualTo(application.sum(Stage::shuffleWriteBytes));

        assertThat(fails.run(engine)).isEqualTo(1);
        assertThat(applications.of("j-1", fails.stepId()).get(0).stages()).anySatisfy(stage -> {
            assertThat(stage.failedTasks()).isPositive();
            assertThat(stage.failureReason()).contains("cannot take");
        });
        assertThat(applications.of("j-1", "s-unknown")).isEmpty();
    }

    @Test
    void files_and_jars_come_from_s3() throws Exception {
        STORE.put("code", "conf/stores.txt", "Lyon".getBytes(StandardCharsets.UTF_8));
        STORE.put("code", "lib/extra.jar", Files.readAllBytes(JobJar.of(root.resolve("extra.jar"), JobJar.class)));

        TestStep files = scenario("--files", "s3a://code/conf/stores.txt", "|", "files", "stores.txt");
        TestStep jars = scenario("--jars", "s3n://code/lib/extra.jar", "|", "library", JobJar.class.getName());

        assertThat(files.run(engine)).as(files.err().text()).isZero();
        assertThat(files.out().text()).isEqualTo("file says Lyon\n");
        assertThat(jars.run(engine)).as(jars.err().text()).isZero();
    }

    @Test
    void every_job_may_register_the_same_configuration_of_its_own() throws Exception {
        Path jar = JobJar.of(root.resolve("own-configuration.jar"), OwnConfiguration.class);
        for (int i = 0; i < 3; i++) {
            TestStep step = TestStep.commandRunner(
                    root, "spark-submit", "--class", OwnConfiguration.class.getName(), jar.toString());

            assertThat(step.run(engine)).as(step.err().text()).isZero();
            assertThat(step.out().text()).isEqualTo("EUR FR\n");
        }
    }

    @Test
    void a_jar_of_emr_that_the_test_lacks_fails_the_step() throws Exception {
        TestStep jars = scenario("--jars", "/usr/lib/hudi/hudi-spark-bundle.jar", "|", "files", "none");
        TestStep enabled = scenario("|", "files", "none")
                .configured(Configuration.builder()
                        .classification("iceberg-defaults")
                        .properties(Map.of("iceberg.enabled", "true"))
                        .build());

        assertThat(jars.run(engine)).isEqualTo(1);
        assertThat(jars.err().text()).contains("The jar /usr/lib/hudi/hudi-spark-bundle.jar is not here: ");
        assertThat(enabled.run(engine)).isEqualTo(1);
        assertThat(enabled.err().text())
                .contains("The jar that the classification iceberg-defaults asks for is not here: ");
    }

    @Test
    void libraries_of_the_test_are_hidden_from_the_job() throws Exception {
        TestStep step = scenario("|", "library", "org.assertj.core.api.Assertions");

        assertThat(step.run(engine)).isEqualTo(1);
        assertThat(step.err().text())
                .contains("Exception in thread \"main\" java.lang.ClassNotFoundException: "
                        + "org.assertj.core.api.Assertions");
    }

    @Test
    void an_exit_an_exception_and_a_failed_task_give_the_codes_of_a_process() throws Exception {
        TestStep exit = scenario("|", "exit", "3");
        TestStep exitWithContext = scenario("|", "exit-with-context");
        TestStep exception = scenario("|", "throw");
        TestStep task = scenario("|", "fail-task");

        assertThat(exit.run(engine)).isEqualTo(3);
        assertThat(exitWithContext.run(engine)).isEqualTo(7);
        assertThat(exception.run(engine)).isEqualTo(1);
        assertThat(exception.err().text())
                .contains("Exception in thread \"main\" java.lang.IllegalStateException: no data for today");
        assertThat(task.run(engine)).isEqualTo(1);
        assertThat(task.err().text()).contains("java.lang.IllegalArgumentException: cannot take ");
    }

    @Test
    void what_a_job_leaves_does_not_touch_the_next() throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (String leaves : List.of("leave-open", "leave-open", "leak-thread", "leave-open")) {
            TestStep step = scenario("|", leaves);
            codes.add(step.run(engine));
            if (leaves.equals("leave-open")) {
                assertThat(step.out().text()).as(step.err().text()).isEqualTo("sum 10\n");
            }
        }

        assertThat(codes).containsOnly(0);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("leaked by the job"));
    }

    @Test
    void a_step_can_be_interrupted_and_killed() throws Exception {
        for (int code : new int[] {143, 137}) {
            TestStep step = scenario("|", "hang");
            StepProcess process = step.start(engine);
            step.out().await("hangs");

            if (code == 143) {
                process.interrupt();
            } else {
                process.kill();
            }

            assertThat(TestStep.exitCode(process)).isEqualTo(code);
        }
        assertThat(scenario("|", "leave-open").run(engine)).isZero();
    }

    @Test
    void several_steps_run_at_once() throws Exception {
        TestStep first = scenario("|", "hang");
        TestStep second = scenario("|", "hang");
        StepProcess one = first.start(engine);
        StepProcess two = second.start(engine);

        first.out().await("hangs");
        second.out().await("hangs");
        one.kill();
        two.kill();

        assertThat(TestStep.exitCode(one)).isEqualTo(137);
        assertThat(TestStep.exitCode(two)).isEqualTo(137);
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        TestStep onS3 = TestStep.commandRunner(root, "spark-submit", "--class", "a.B", "s3://code/jobs/none.jar");
        TestStep local = TestStep.commandRunner(root, "spark-submit", "--class", "a.B", "/none/app.jar");
        TestStep mainClass = TestStep.commandRunner(root, "spark-submit", "--class", "a.B", jar);
        TestStep noClass = TestStep.commandRunner(root, "spark-submit", jar);

        assertThat(onS3.run(engine)).isEqualTo(1);
        assertThat(onS3.err().text())
                .isEqualTo("Exception in thread \"main\" java.io.FileNotFoundException: The application jar "
                        + "s3://code/jobs/none.jar does not exist: bucket code has no object jobs/none.jar\n");
        assertThat(local.run(engine)).isEqualTo(1);
        assertThat(local.err().text())
                .isEqualTo(
                        "Exception in thread \"main\" java.io.FileNotFoundException: The application jar /none/app.jar "
                                + "does not exist: there is no such file on this machine.\n");
        assertThat(mainClass.run(engine)).isEqualTo(101);
        assertThat(mainClass.err().text()).contains("Error: Failed to load class a.B.");
        assertThat(noClass.run(engine)).isEqualTo(1);
        assertThat(noClass.err().text()).contains("Please specify one with --class.");
    }

    @Test
    void spark_answers_mistakes_in_the_options_itself() throws Exception {
        TestStep unknown = TestStep.commandRunner(root, "spark-submit", "--executors", "3", jar);

        assertThat(unknown.run(engine)).isEqualTo(1);
        assertThat(unknown.err().text())
                .contains("Error: Unrecognized option: --executors")
                .contains("Usage: spark-submit [options] <app jar | python file | R file> [app arguments]");
    }

    @Test
    void other_programs_are_refused() {
        assertThatThrownBy(() -> TestStep.commandRunner(root, "sparkR").start(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The harness does not run SparkR, and sparkR is its shell: spark-submit, spark-shell, "
                        + "spark-sql and pyspark run applications and commands in Java, Scala, Python and SQL here.");
        assertThatThrownBy(() -> scenario("|", "leave-open").on("emr-6.15.0").start(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessageContaining("The cluster's release emr-6.15.0 has Spark 3.4.1-amzn-2");
    }

    /** Options of spark-submit before the bar, arguments of {@link Scenario} behind it. */
    private static TestStep scenario(String... words) {
        List<String> args = new ArrayList<>(List.of("spark-submit", "--class", Scenario.class.getName()));
        for (String word : words) {
            args.add(word.equals("|") ? jar : word);
        }
        return TestStep.commandRunner(root, args.toArray(String[]::new));
    }
}
