package io.github.emrharness.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.StepState;

/** Tables that Hive and Spark share: those of their cluster. */
class SharedTablesTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static final String FACTORY = "com.amazonaws.glue.catalog.metastore.AWSGlueDataCatalogHiveClientFactory";

    private static EmrHarness harness;
    private static Emr emr;

    @BeforeAll
    static void start() {
        harness = EmrHarness.start(EmrHarnessConfig.defaults());
        Configuration glue = Configuration.builder()
                .classification("spark-hive-site")
                .properties(Map.of("hive.metastore.client.factory.class", FACTORY))
                .build();
        emr = Emr.start(
                harness,
                ClusterSpec.named("tables")
                        .withApplications(List.of("Hive", "Spark"))
                        .withConfigurations(List.of(glue))
                        .withStepTimeout(LONG));
    }

    @AfterAll
    static void stop() {
        emr.close();
        harness.close();
    }

    @Test
    void spark_reads_what_hive_has_written_and_back() {
        emr.s3().put("in/sales.csv", "Lyon,10.50\nNice,1.00\nLyon,0.25\n");
        StepHandle hive = hive("CREATE DATABASE shop LOCATION '" + emr.s3().uri("shop") + "'; USE shop;"
                + " CREATE EXTERNAL TABLE sales (store STRING, amount DECIMAL(10,2))"
                + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '"
                + emr.s3().uri("in") + "';"
                + " CREATE TABLE columnar STORED AS ORC AS SELECT * FROM sales;"
                + " CREATE TABLE by_store (amount DOUBLE) PARTITIONED BY (store STRING) STORED AS PARQUET;"
                + " SET hive.exec.dynamic.partition.mode=nonstrict;"
                + " INSERT INTO by_store PARTITION (store) SELECT amount, store FROM sales;"
                + " CREATE VIEW dear AS SELECT * FROM sales WHERE amount > 5");
        StepHandle spark = sparkSql("SELECT SUM(amount) FROM shop.sales; SELECT SUM(amount) FROM shop.columnar;"
                + " SELECT store, amount FROM shop.by_store WHERE store = 'Nice'; SHOW PARTITIONS shop.by_store;"
                + " SELECT store FROM shop.dear;"
                + " INSERT INTO shop.by_store VALUES (2.50, 'Nice'), (7.00, 'Metz');"
                + " CREATE DATABASE made_by_spark; USE made_by_spark;"
                + " CREATE TABLE native (id INT, name STRING) USING parquet PARTITIONED BY (name);"
                + " INSERT INTO native VALUES (1, 'a'), (2, 'b');"
                + " CREATE TABLE text STORED AS TEXTFILE AS SELECT 'x' AS letter, 3 AS n;"
                + " CREATE TABLE default.orc USING orc AS SELECT 5 AS five");
        StepHandle back = hive("SELECT store, COUNT(*), SUM(amount) FROM shop.by_store GROUP BY store ORDER BY store;"
                + " SELECT * FROM made_by_spark.native ORDER BY id; SHOW PARTITIONS made_by_spark.native;"
                + " SELECT * FROM made_by_spark.text; SELECT * FROM orc; INSERT INTO made_by_spark.text VALUES ('y', 4);"
                + " ALTER TABLE shop.columnar RENAME TO shop.renamed");
        StepHandle again = sparkSql("SELECT * FROM made_by_spark.text ORDER BY n; SHOW TABLES IN shop");

        assertCompleted(hive);
        assertCompleted(spark);
        assertThat(spark.stdout())
                .isEqualTo(
                        """
                        11.75
                        11.75
                        Nice\t1.0
                        store=Lyon
                        store=Nice
                        Lyon
                        """);
        assertThat(spark.controller())
                .contains("The harness has a metastore of its own for the cluster: hive.metastore.client.factory.class="
                        + FACTORY + " of spark-hive-site is not applied");
        assertCompleted(back);
        assertThat(back.stdout())
                .isEqualTo(
                        """
                        Lyon\t2\t10.75
                        Metz\t1\t7.0
                        Nice\t2\t3.5
                        1\ta
                        2\tb
                        name=a
                        name=b
                        x\t3
                        5
                        """);
        assertCompleted(again);
        assertThat(again.stdout())
                .isEqualTo(
                        """
                        x\t3
                        y\t4
                        by_store
                        dear
                        renamed
                        sales
                        """);
        assertThat(emr.s3().list("shop/by_store/store=Metz/")).isNotEmpty();

        try (Emr other = Emr.start(harness, ClusterSpec.named("other").withStepTimeout(LONG))) {
            StepHandle elsewhere = other.submit(StepSpec.command("spark-sql", "-e", "SHOW DATABASES"));
            assertCompleted(elsewhere);
            assertThat(elsewhere.stdout()).isEqualTo("default\n");
        }
    }

    @Test
    void a_script_calls_hive_and_spark_sql() {
        StepHandle step = emr.submit(StepSpec.command(
                "bash",
                "-c",
                "hive -S -e \"CREATE TABLE of_script AS SELECT 'x' AS letter\" 2>/dev/null"
                        + " && echo 'SELECT letter FROM of_script' > q.sql && spark-sql -f q.sql 2>/dev/null;"
                        + " hive -S -e 'no query' 2>/dev/null; echo $?"));

        assertCompleted(step);
        assertThat(step.stdout()).isEqualTo("x\n64\n");
    }

    @Test
    void a_jdbc_client_of_the_test_reaches_the_same_tables() throws SQLException {
        emr.hive().query("CREATE TABLE for_jdbc AS SELECT 'x' AS letter, 2 AS n");

        try (Connection connection = DriverManager.getConnection(emr.hive().jdbcUrl(), "hadoop", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT letter, n FROM for_jdbc")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("letter")).isEqualTo("x");
            assertThat(rows.getInt("n")).isEqualTo(2);
            assertThat(rows.next()).isFalse();
        }
    }

    private static void assertCompleted(StepHandle step) {
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
    }

    private static StepHandle hive(String script) {
        return emr.submit(StepSpec.command("hive", "-S", "-e", script));
    }

    private static StepHandle sparkSql(String script) {
        return emr.submit(StepSpec.command("spark-sql", "-e", script));
    }
}
