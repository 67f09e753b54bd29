package io.github.emrharness.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.s3.S3MockProvider;
import io.github.emrharness.spark.jobs.SalesByStore;
import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import io.github.emrharness.spi.DatasetLocation;
import io.github.emrharness.spi.DatasetReader;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that read and write the S3 of the harness. */
class SparkOnS3Test {

    @TempDir
    static Path root;

    private static ObjectStore store;
    private static SparkEngine engine;
    private static DatasetReader datasets;

    @BeforeAll
    static void start() throws Exception {
        store = new S3MockProvider()
                .open(new TestHarness(root, new MemoryStore(), Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of()));
        TestHarness harness = new TestHarness(root, store, Isolation.IN_PROCESS, EngineLogLevel.WARN, Map.of());
        engine = new SparkEngine(harness, SparkSettings.of(Map.of()));
        datasets = engine.capability(DatasetReader.class).orElseThrow();
        store.createBucket("data");
        store.put("data", "jobs/job.jar", JobJar.of(root.resolve("job.jar"), SalesByStore.class));
        store.put("data", "input/sales.csv", "store,amount\nLyon,10.50\nNice,1.00\nLyon,0.25\n".getBytes(UTF_8));
    }

    @AfterAll
    static void stop() {
        engine.close();
        store.close();
    }

    @Test
    void all_three_schemes_lead_to_the_store() throws Exception {
        for (String scheme : List.of("s3", "s3n", "s3a")) {
            String output = "output-" + scheme + "/";
            TestStep step = sales(scheme + "://data/input/", scheme + "://data/" + output);

            assertThat(step.run(engine)).as(step.err().text()).isZero();

            assertThat(step.err().text()).isEmpty();
            assertThat(keys(output)).contains(output + "_SUCCESS").noneMatch(key -> key.contains("_temporary"));
            DatasetContent content = datasets.read(new DatasetLocation("s3://data/" + output, "parquet", Map.of()));
            assertThat(content.columns())
                    .containsExactly(new Column("store", "string"), new Column("amount", "decimal(20,2)"));
            assertThat(content.rows())
                    .containsExactlyInAnyOrder(
                            List.of("Lyon", new BigDecimal("10.75")), List.of("Nice", new BigDecimal("1.00")));
        }
    }

    @Test
    void python_reads_and_writes_the_store() throws Exception {
        PythonEnvironments.assumePython();
        store.put("data", "jobs/scenario.py", TestSpark.pythonScenario());
        store.put("data", "python/sales.json", "{\"city\":\"Lyon\",\"amount\":2}\n".getBytes(UTF_8));
        TestStep step = TestStep.commandRunner(
                root,
                "spark-submit",
                "s3://data/jobs/scenario.py",
                "sql",
                "s3://data/python/sales.json",
                "s3://data/python-amounts/");

        assertThat(step.run(engine)).as(step.out().text()).isZero();

        DatasetContent content = datasets.read(new DatasetLocation("s3://data/python-amounts/", "parquet", Map.of()));
        assertThat(content.rows()).containsExactly(List.of("Lyon", 2L));
    }

    @Test
    void a_failing_job_leaves_no_output() throws Exception {
        TestStep step = sales("s3://data/input/", "s3://data/failed/", "Nice");

        assertThat(step.run(engine)).isEqualTo(1);

        assertThat(step.err().text()).contains("java.lang.IllegalStateException: cannot take Nice");
        // A task that is still at work while Spark gives the job up may leave what it has in _temporary: nobody reads
        // that.
        assertThat(keys("failed/"))
                .noneMatch(key -> key.endsWith(".parquet") && !key.contains("/_temporary/"))
                .doesNotContain("failed/_SUCCESS");
    }

    @Test
    void missing_input_and_buckets_fail_at_once() throws Exception {
        TestStep input = sales("s3://data/nothing/", "s3://data/out/");
        TestStep bucket = sales("s3://no-such-bucket/input/", "s3://data/out/");

        assertThat(input.run(engine)).isEqualTo(1);
        assertThat(input.err().text()).contains("[PATH_NOT_FOUND] Path does not exist: s3://data/nothing");
        assertThat(bucket.run(engine)).isEqualTo(1);
        assertThat(bucket.err().text()).contains("no-such-bucket");
    }

    @Test
    void datasets_are_read_as_types_of_the_jdk() throws Exception {
        store.put(
                "data",
                "json/rows.json",
                """
                {"id": 1, "day": "2026-11-22", "at": "2026-11-22T10:00:00Z", "tags": ["a", null], "place": {"city": "Lyon", "zip": 69000}}
                {"id": 2}
                """
                        .getBytes(UTF_8));

        DatasetContent json = datasets.read(new DatasetLocation("s3a://data/json/", "json", Map.of()));
        DatasetContent csv = datasets.read(new DatasetLocation(
                "s3://data/input/sales.csv", "csv", Map.of("header", "true", "inferSchema", "true")));
        DatasetContent text = datasets.read(new DatasetLocation("s3://data/input", "text", Map.of()));

        assertThat(json.columns())
                .containsExactly(
                        new Column("at", "string"),
                        new Column("day", "string"),
                        new Column("id", "bigint"),
                        new Column("place", "struct<city:string,zip:bigint>"),
                        new Column("tags", "array<string>"));
        assertThat(json.rows().get(0).get(3)).isEqualTo(Map.of("city", "Lyon", "zip", 69000L));
        assertThat(json.rows().get(0).get(4)).isEqualTo(Arrays.asList("a", null));
        assertThat(json.rows().get(1)).containsExactly(null, null, 2L, null, null);
        assertThat(csv.rows()).contains(List.of("Lyon", 10.5));
        assertThat(text.rows()).hasSize(4).contains(List.of("store,amount"));
    }

    @Test
    void what_cannot_be_read_is_named() {
        assertThatThrownBy(() -> datasets.read(new DatasetLocation("s3://data/none/", "parquet", Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot read s3://data/none/ as parquet: ")
                .hasMessageContaining("[PATH_NOT_FOUND] Path does not exist: s3://data/none");
        assertThatThrownBy(() -> datasets.read(new DatasetLocation("s3://data/input/", "parquet", Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a Parquet file");
        assertThatThrownBy(() -> datasets.read(new DatasetLocation("s3://data/input/", "avro", Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot read s3://data/input/: the format must be one of csv, json, orc, parquet, text, but "
                                + "was avro.");
    }

    private static TestStep sales(String... args) {
        List<String> words = new ArrayList<>(List.of(
                "spark-submit",
                "--deploy-mode",
                "cluster",
                "--class",
                SalesByStore.class.getName(),
                "s3://data/jobs/job.jar"));
        words.addAll(List.of(args));
        return TestStep.commandRunner(root, words.toArray(String[]::new));
    }

    private static List<String> keys(String prefix) throws IOException {
        return store.list("data", prefix).stream().map(StoredObject::key).toList();
    }
}
