package io.github.emrharness.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Configuration;

/** PySpark steps that really run, on files; one engine for all. */
class PySparkStepTest {

    private static final String EXAMPLES = "/usr/lib/spark/examples/src/main/python/";

    @TempDir
    static Path root;

    private static final MemoryStore STORE = new MemoryStore();
    private static SparkEngine engine;

    @BeforeAll
    static void startEngine() throws IOException {
        PythonEnvironments.assumePython();
        engine = engine(root, Map.of());
        STORE.put("code", "jobs/scenario.py", TestSpark.pythonScenario());
    }

    @AfterAll
    static void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void an_application_meant_for_yarn_runs_here() throws Exception {
        TestStep step = scenario(
                "--master",
                "yarn",
                "--deploy-mode",
                "cluster",
                "--executor-memory",
                "4g",
                "--executor-cores",
                "2",
                "|",
                "count");

        assertThat(step.run(engine)).as(step.err().text()).isZero();
        assertThat(step.out().text()).isEqualTo("Lyon 5\nNice 1\n");
        assertThat(step.err().text()).isEmpty();
        assertThat(step.controllerLines())
                .contains("Spark runs with a local master in client mode: master yarn and deploy mode cluster became "
                        + "master local[2], deploy mode client")
                .anyMatch(line -> line.matches("Python 3\\.\\d+\\.\\d+ \\(/.+\\) runs the driver with .+"));
    }

    @Test
    void the_examples_of_spark_run_as_they_are() throws Exception {
        Path words = Files.writeString(root.resolve("words.txt"), "to be or not to be\n");
        Path numbers = Files.writeString(root.resolve("numbers.txt"), "3 1\n2\n");
        TestStep pi = TestStep.commandRunner(root, "spark-submit", EXAMPLES + "pi.py", "2");
        TestStep count = TestStep.commandRunner(root, "spark-submit", EXAMPLES + "wordcount.py", words.toString());
        TestStep sort =
                TestStep.commandRunner(root, "spark-submit", "file://" + EXAMPLES + "sort.py", numbers.toString());
        TestStep none = TestStep.commandRunner(root, "spark-submit", EXAMPLES + "none.py");

        assertThat(pi.run(engine)).as(pi.err().text()).isZero();
        assertThat(pi.out().text()).matches("Pi is roughly 3\\.1\\d+\n");
        assertThat(count.run(engine)).as(count.err().text()).isZero();
        assertThat(count.out().text().lines()).containsExactlyInAnyOrder("to: 2", "be: 2", "or: 1", "not: 1");
        assertThat(sort.run(engine)).as(sort.err().text()).isZero();
        assertThat(sort.out().text()).isEqualTo("1\n2\n3\n");
        assertThat(none.run(engine)).isEqualTo(1);
        assertThat(none.err().text())
                .matches("(?s).*FileNotFoundException: The Python application .+none\\.py "
                        + "does not exist: there is no such file on this machine\\.\n");
    }

    @Test
    void rdds_sql_and_functions_in_python_give_their_results() throws Exception {
        Path words = Files.writeString(root.resolve("rdd-words.txt"), "to be or not to be\n");
        Path sales = Files.writeString(
                root.resolve("sales.json"), "{\"city\":\"Lyon\",\"amount\":2}\n{\"city\":\"Lyon\",\"amount\":3}\n");
        Path counts = root.resolve("python-counts");
        Path amounts = root.resolve("python-amounts");
        TestStep rdd = scenario("|", "rdd", words.toString(), counts.toString());
        TestStep sql = scenario("|", "sql", sales.toString(), amounts.toString());
        TestStep udf = scenario("|", "udf");

        assertThat(rdd.run(engine)).as(rdd.err().text()).isZero();
        assertThat(Files.readAllLines(counts.resolve("part-00000")))
                .containsExactlyInAnyOrder("to 2", "be 2", "or 1", "not 1");
        assertThat(sql.run(engine)).as(sql.err().text()).isZero();
        assertThat(amounts.resolve("_SUCCESS")).exists();
        assertThat(udf.run(engine)).as(udf.err().text()).isZero();
        assertThat(udf.out().text()).isEqualTo("['TO!', 'BE!']\n");
    }

    @Test
    void pandas_and_arrow_serve_where_the_python_has_them() throws Exception {
        Path python = PythonEnvironments.withPandas();
        TestStep step = scenario("--conf", "spark.pyspark.python=" + python, "|", "pandas_udf");

        assertThat(step.run(engine)).as(step.out().text()).isZero();
        assertThat(step.out().text().lines()).contains("[0.0, 0.5, 1.0]", "3 2", "[(0, 2), (1, 4)]");
    }

    @Test
    void a_failure_shows_its_traceback_in_stderr() throws Exception {
        TestStep exception = scenario("|", "throw");
        TestStep exit = scenario("|", "3");
        TestStep udf = scenario("|", "udf_fails");
        TestStep path = scenario("|", "missing_path");

        assertThat(exception.run(engine)).isEqualTo(1);
        assertThat(exception.err().text())
                .startsWith("Traceback (most recent call last):\n  File \"")
                .contains("KeyError: 'today'\n\nThe above exception was the direct cause of the following exception:\n")
                .endsWith("RuntimeError: no data for today\n");
        assertThat(exception.out().text())
                .as("where Spark sends the stderr of a Python driver")
                .isEqualTo(exception.err().text());
        assertThat(exit.run(engine)).isEqualTo(3);
        assertThat(exit.out().text()).isEqualTo("leaves with 3\n");
        assertThat(exit.err().text()).isEmpty();
        assertThat(udf.run(engine)).isEqualTo(1);
        assertThat(udf.err().text())
                .contains("WARN TaskSetManager: Lost task")
                .contains(", in udf_fails\n")
                .contains("\nValueError: cannot take 3\n");
        assertThat(path.run(engine)).isEqualTo(1);
        assertThat(path.err().text())
                .contains("pyspark.errors.exceptions.captured.AnalysisException: [PATH_NOT_FOUND] Path does not "
                        + "exist: file:/no/such/path");
    }

    @Test
    void the_engine_is_used_again_after_a_python_application() throws Exception {
        List<String> engines = new ArrayList<>();
        for (String what : List.of("engine", "leave_open", "udf_fails", "engine")) {
            TestStep step = scenario("|", what);
            step.run(engine);
            if (what.equals("engine")) {
                assertThat(step.out().text()).as(step.err().text()).startsWith("engine ");
                engines.add(step.out().text());
            }
        }

        assertThat(engines.get(1)).isEqualTo(engines.get(0));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("Worker Monitor for"));
    }

    @Test
    void modules_come_as_files_zips_eggs_and_packages() throws Exception {
        STORE.put("code", "lib/in_file.py", "NAME = 'file'\n".getBytes(UTF_8));
        STORE.put("code", "lib/modules.zip", zip(Map.of("in_zip/__init__.py", "NAME = 'zip'\n")));
        STORE.put("code", "lib/modules-1.0.egg", zip(Map.of("in_egg.py", "NAME = 'egg'\n")));

        MavenRepository repository = new MavenRepository(root.resolve("repository"));
        repository.add(
                "modules",
                Files.write(root.resolve("modules.jar"), zip(Map.of("in_package.py", "NAME = 'package'\n"))));

        TestStep step = scenario(
                "--packages",
                MavenRepository.GROUP + ":modules:1.0",
                "--conf",
                "spark.jars.ivySettings=" + repository.ivySettings(root.resolve("ivysettings.xml")),
                "--conf",
                "spark.jars.ivy=" + root.resolve("ivy"),
                "--py-files",
                "s3://code/lib/in_file.py,s3://code/lib/modules.zip,s3://code/lib/modules-1.0.egg",
                "|",
                "modules");

        assertThat(step.run(engine)).as(step.out().text()).isZero();
        assertThat(step.out().text()).endsWith("\nfile zip egg package\nfile zip egg package\n");
    }

    @Test
    void files_and_archives_lie_in_the_working_directory() throws Exception {
        STORE.put("code", "conf/stores.txt", "Lyon\n".getBytes(UTF_8));
        STORE.put("code", "conf/lookup.csv", "looked up\n".getBytes(UTF_8));
        STORE.put("code", "conf/models.zip", zip(Map.of("deep/model.txt", "a model\n")));
        Path packed = Files.createDirectories(root.resolve("packed").resolve("deep"));
        Files.writeString(packed.resolve("model.txt"), "another model\n");
        Path tar = root.resolve("models.tar.gz");
        new ChildProgram(List.of(
                        "tar",
                        "-czf",
                        tar.toString(),
                        "-C",
                        root.resolve("packed").toString(),
                        "deep"))
                .run(Duration.ofMinutes(1));
        String files = "s3://code/conf/stores.txt,s3://code/conf/lookup.csv#lookup.txt";

        TestStep zipped = scenario("--files", files, "--archives", "s3://code/conf/models.zip#models", "|", "beside");
        TestStep tarred = scenario("--files", files, "--archives", tar + "#models", "|", "beside");

        assertThat(zipped.run(engine)).as(zipped.out().text()).isZero();
        assertThat(zipped.out().text()).isEqualTo("looked up a model\nLyon\n");
        assertThat(tarred.run(engine)).as(tarred.out().text()).isZero();
        assertThat(tarred.out().text()).isEqualTo("looked up another model\nLyon\n");
    }

    @Test
    void driver_and_workers_have_their_environment() throws Exception {
        TestStep cluster = scenario(
                "--deploy-mode",
                "cluster",
                "--conf",
                "spark.yarn.appMasterEnv.OF_DRIVER=yes",
                "--conf",
                "spark.executorEnv.OF_EXECUTOR=too",
                "--conf",
                "spark.test.a=b",
                "|",
                "environment",
                "a b",
                "--c");
        TestStep client = scenario(
                "--conf", "spark.yarn.appMasterEnv.OF_DRIVER=yes", "--conf", "spark.test.a=b", "|", "environment");

        assertThat(cluster.run(engine)).as(cluster.out().text()).isZero();
        assertThat(cluster.out().text().lines())
                .containsExactly("driver yes", "hash 0", "conf b local[2]", "executor too", "arguments ['a b', '--c']");
        assertThat(client.run(engine)).as(client.out().text()).isZero();
        assertThat(client.out().text().lines())
                .as("in client mode the driver is no application master")
                .contains("driver None", "executor None");
    }

    @Test
    void a_cancelled_application_leaves_no_process() throws Exception {
        for (int code : new int[] {143, 137}) {
            TestStep step = scenario("|", "hang");
            StepProcess process = step.start(engine);
            List<ProcessHandle> pids = step.out().awaitProcesses("hangs (\\d+) (\\d+)", 1);

            end(process, code);

            awaitEnd(pids);
        }
    }

    @Test
    void cancel_ends_workers_too() throws Exception {
        TestStep step = scenario("|", "hang_in_worker");
        StepProcess process = step.start(engine);
        List<ProcessHandle> pids = step.err().awaitProcesses("worker (\\d+)", 2);

        end(process, 143);

        awaitEnd(pids);
        TestStep next = scenario("|", "leave_open");
        assertThat(next.run(engine)).as(next.err().text()).isZero();
    }

    @Test
    void applications_run_at_once() throws Exception {
        List<TestStep> steps = new ArrayList<>();
        List<StepProcess> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            steps.add(scenario("|", "leave_open"));
            processes.add(steps.get(i).start(engine));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(TestStep.exitCode(processes.get(i)))
                    .as(steps.get(i).err().text())
                    .isZero();
            assertThat(steps.get(i).out().text()).isEqualTo("sum 10\n");
        }
    }

    @Test
    void a_python_of_emr_that_is_not_here_is_replaced_and_one_that_was_brought_along_is_not() throws Exception {
        Configuration emr = Configuration.builder()
                .classification("spark-defaults")
                .properties(Map.of("spark.pyspark.python", "/usr/bin/python3.99"))
                .build();
        TestStep ofEmr = scenario("|", "leave_open").configured(emr);
        TestStep brought = scenario("--conf", "spark.pyspark.python=./environment/bin/python", "|", "leave_open");

        assertThat(ofEmr.run(engine)).as(ofEmr.err().text()).isZero();
        assertThat(ofEmr.controllerLines())
                .anyMatch(line -> line.matches("There is no /usr/bin/python3\\.99 on this machine: /.+ stands for it"));
        assertThat(brought.run(engine)).isEqualTo(1);
        assertThat(brought.err().text())
                .isEqualTo("Exception in thread \"main\" java.io.IOException: Cannot run program "
                        + "\"./environment/bin/python\": there is no such file in the step's working directory "
                        + brought.workingDirectory() + ", and nothing that --archives unpacks there has it.\n");
    }

    @Test
    void a_machine_without_python_is_told_what_to_do() throws Exception {
        TestStep step = scenario("|", "count").withEnvironment(Map.of("PATH", root.toString()));

        assertThat(step.run(engine)).isEqualTo(1);
        assertThat(step.err().text())
                .isEqualTo("Exception in thread \"main\" java.io.IOException: Cannot run program \"python3\": there is "
                        + "no Python on the PATH of this machine. PySpark steps need Python 3.8 or later: install it, "
                        + "or name it with the Spark property spark.pyspark.python or the environment variable "
                        + "PYSPARK_PYTHON.\n");
    }

    @Test
    void pyspark_is_not_fetched_if_that_is_switched_off() throws Exception {
        Path python = PythonEnvironments.plain(root);
        String version = Pattern.quote(TestSpark.VERSION);
        try (SparkEngine offline = engine(
                root.resolve("offline"),
                Map.of(
                        SparkSettings.PYTHON_INSTALL,
                        "false",
                        "emr.harness.cache.directory",
                        root.resolve("empty-cache").toString()))) {
            TestStep step = scenario("--conf", "spark.pyspark.python=" + python, "|", "count");

            assertThat(step.run(offline)).isEqualTo(1);
            assertThat(step.err().text())
                    .matches("Exception in thread \"main\" java\\.io\\.IOException: PySpark " + version + " is needed, "
                            + Pattern.quote(python.toString()) + " \\(Python 3\\.\\S+\\) has none, and "
                            + "emr\\.harness\\.spark\\.python\\.install is false, so that it is not fetched\\. Install it "
                            + "with: " + Pattern.quote(python.toString()) + " -m pip install pyspark==" + version
                            + ", or "
                            + "name a Python that has it with spark\\.pyspark\\.python or PYSPARK_PYTHON\\.\n");
        }
    }

    @Test
    void r_and_applications_of_the_shell_are_refused() {
        assertThatThrownBy(() -> TestStep.commandRunner(root, "spark-submit", "s3://code/job.R")
                        .start(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The harness does not run SparkR applications, and s3://code/job.R is one: spark-submit "
                        + "runs applications in Java, Scala and Python here.");
        assertThatThrownBy(() ->
                        TestStep.commandRunner(root, "pyspark", "job.py", "2").start(engine))
                .isInstanceOfSatisfying(
                        StepStartException.class, e -> assertThat(e.exitCode()).isEqualTo(255))
                .hasMessage("Running python applications through 'pyspark' is not supported as of Spark 2.0.\n"
                        + "Use ./bin/spark-submit <python file>");
        assertThatThrownBy(() -> TestStep.commandRunner(root, "pyspark", "--name", "x", "2")
                        .start(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("Error: pyspark does not support any application options: 2");
    }

    private static SparkEngine engine(Path directory, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("emr.harness.spark.cores", "2");
        settings.put("emr.harness.spark.conf.spark.sql.shuffle.partitions", "2");
        TestHarness harness = new TestHarness(directory, STORE, Isolation.IN_PROCESS, EngineLogLevel.WARN, settings);
        return new SparkEngine(harness, SparkSettings.of(harness.settings()));
    }

    private static void end(StepProcess process, int code) throws Exception {
        if (code == 143) {
            process.interrupt();
        } else {
            process.kill();
        }
        assertThat(TestStep.exitCode(process)).isEqualTo(code);
    }

    private static void awaitEnd(List<ProcessHandle> pids) throws Exception {
        for (ProcessHandle pid : pids) {
            pid.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Options of spark-submit before the bar, arguments of {@code scenario.py} behind it. */
    private static TestStep scenario(String... words) {
        List<String> args = new ArrayList<>(List.of("spark-submit"));
        Stream.of(words)
                .map(word -> word.equals("|") ? "s3://code/jobs/scenario.py" : word)
                .forEach(args::add);
        return TestStep.commandRunner(root, args.toArray(String[]::new));
    }
}
