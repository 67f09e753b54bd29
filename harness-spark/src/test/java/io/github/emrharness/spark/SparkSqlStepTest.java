package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.s3.S3MockProvider;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of {@code spark-sql}, without a metastore of the harness. */
class SparkSqlStepTest {

    @TempDir
    static Path root;

    private static ObjectStore store;
    private static SparkEngine engine;

    @BeforeAll
    static void start() throws Exception {
        store = new S3MockProvider()
                .open(new TestHarness(root, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of()));
        Map<String, String> settings = Map.of("emr.harness.spark.cores", "2");
        engine = new SparkEngine(
                new TestHarness(root, store, Isolation.IN_PROCESS, EngineLogLevel.ERROR, settings),
                SparkSettings.of(settings));
        store.createBucket("data");
        store.put("data", "sales/sales.csv", "Lyon,10.50\nNice,1.00\nLyon,0.25\n".getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        engine.close();
        store.close();
    }

    @Test
    void a_script_from_s3_runs_with_its_variables_and_prints_its_rows() throws Exception {
        store.put(
                "data",
                "q.sql",
                """
                CREATE DATABASE shop;
                CREATE EXTERNAL TABLE shop.sales (store STRING, amount DECIMAL(10,2))
                ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${INPUT}';
                -- a comment; with a semicolon
                INSERT OVERWRITE DIRECTORY '${hivevar:OUTPUT}' USING csv
                SELECT store, SUM(amount) FROM shop.sales GROUP BY store ORDER BY store;
                SELECT store, COUNT(*) FROM shop.sales GROUP BY store ORDER BY store;
                """
                        .getBytes(StandardCharsets.UTF_8));
        TestStep step = sql(
                "-f",
                "s3://data/q.sql",
                "--conf",
                "spark.sql.shuffle.partitions=1",
                "--hivevar",
                "INPUT=s3://data/sales/",
                "--hivevar",
                "OUTPUT=s3://data/out/",
                "--name",
                "shop");

        assertThat(step.run(engine)).as(step.err().text()).isZero();
        assertThat(step.out().text()).isEqualTo("Lyon\t2\nNice\t1\n");
        assertThat(store.list("data", "out/part-")).isNotEmpty();
        assertThat(step.workingDirectory().resolve("metastore_db")).isDirectory();
        assertThat(Path.of("metastore_db")).doesNotExist();
        assertThat(Path.of("derby.log")).doesNotExist();
    }

    @Test
    void a_mistake_fails_and_leaves_the_next_step_alone() throws Exception {
        TestStep missing = sql("-e", "SELECT 1; SELECT * FROM nowhere; SELECT 3");
        TestStep noFile = sql("-f", "s3://data/missing.sql");
        TestStep next = sql("--database", "default", "-S", "-e", "SELECT current_database(), \"it's\"; SELECT 4");

        assertThat(missing.run(engine)).isEqualTo(1);
        assertThat(missing.out().text()).isEqualTo("1\n");
        assertThat(missing.err().text()).contains("[TABLE_OR_VIEW_NOT_FOUND]", "`nowhere`");
        assertThat(noFile.run(engine)).isNotZero();
        assertThat(noFile.err().text()).contains("s3://data/missing.sql");
        assertThat(next.run(engine)).as(next.err().text()).isZero();
        assertThat(next.out().text()).isEqualTo("default\tit's\n4\n");
    }

    @Test
    void a_query_can_be_cancelled() throws Exception {
        TestStep sleeps = sql(
                "-e",
                "SELECT 'begun'; SELECT java_method('java.lang.Thread', 'sleep', CAST(600000 AS BIGINT)) FROM range(1)");
        StepProcess process = sleeps.start(engine);
        sleeps.out().await("begun\n");
        process.interrupt();

        assertThat(TestStep.exitCode(process)).isEqualTo(143);
    }

    @Test
    void cluster_mode_is_refused_as_spark_refuses_it() throws Exception {
        TestStep step = sql("--deploy-mode", "cluster", "-e", "SELECT 1");

        assertThat(step.run(engine)).isEqualTo(1);
        assertThat(step.err().text())
                .isEqualTo("Exception in thread \"main\" java.io.IOException: Cluster deploy mode is not applicable to"
                        + " Spark SQL shell.\n");
    }

    private static TestStep sql(String... args) {
        String[] words = new String[args.length + 1];
        words[0] = "spark-sql";
        System.arraycopy(args, 0, words, 1, args.length);
        return TestStep.commandRunner(root, words);
    }
}
