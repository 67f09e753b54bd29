package io.github.emrharness.hive;

import static io.github.emrharness.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.HiveResult;
import io.github.emrharness.HiveTable;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.spi.DatasetContent.Column;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.emr.model.StepState;

/** The tables of a cluster as a test sees them, and as beeline does. */
@ExtendWith(OneHarness.class)
class HiveTablesTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static Emr emr;

    @BeforeAll
    static void start(EmrHarness harness) {
        emr = Emr.start(
                harness,
                ClusterSpec.named("tables").withApplications(List.of("Hive")).withStepTimeout(LONG));
    }

    @AfterAll
    static void stop() {
        emr.close();
    }

    @Test
    void a_table_tells_its_schema_partitions_location_and_rows() {
        String place = emr.s3().uri("visits");
        StepHandle step = emr.submit(StepSpec.command(
                "hive",
                "-e",
                "CREATE DATABASE web; USE web;"
                        + " CREATE EXTERNAL TABLE visits (page STRING, amount DECIMAL(10,2)) PARTITIONED BY (day STRING)"
                        + " STORED AS ORC LOCATION '" + place + "';"
                        + " INSERT INTO visits PARTITION (day='2026-01-01') VALUES ('/', 1.50), ('/a', 2);"
                        + " INSERT INTO visits PARTITION (day='2026-01-02') VALUES ('/', NULL);"
                        + " CREATE VIEW pages AS SELECT DISTINCT page FROM visits"));
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);

        HiveTable visits = emr.hive().table("web.visits");
        assertThat(visits.exists()).isTrue();
        assertThat(visits.schema()).isEqualTo("page string, amount decimal(10,2), day string");
        assertThat(visits.partitionColumns()).containsExactly(new Column("day", "string"));
        assertThat(visits.partitions()).containsExactly("day=2026-01-01", "day=2026-01-02");
        assertThat(visits.partitionLocation("day=2026-01-02")).isEqualTo(place + "/day=2026-01-02");
        assertThat(visits.location()).isEqualTo(place);
        assertThat(visits.description().type()).isEqualTo("EXTERNAL_TABLE");
        assertThat(visits.description().serializationLibrary()).isEqualTo("org.apache.hadoop.hive.ql.io.orc.OrcSerde");
        assertThat(visits.rows())
                .containsExactlyInAnyOrder(
                        row("/", new BigDecimal("1.50"), "2026-01-01"),
                        row("/a", 2, "2026-01-01"),
                        row("/", null, "2026-01-02"));
        assertThat(emr.hive().table("web.pages").description().type()).isEqualTo("VIRTUAL_VIEW");
        assertThat(emr.hive().table("web.pages").location()).isEmpty();
        assertThat(emr.hive().table("web.pages").rows()).containsExactlyInAnyOrder(row("/"), row("/a"));

        HiveTable none = emr.hive().table("web.none");
        assertThat(none.exists()).isFalse();
        assertThatThrownBy(none::rows)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no table web.none in the metastore of cluster " + emr.clusterId() + ".");
    }

    @Test
    void a_query_gives_values_of_the_jdk() {
        HiveResult result = emr.hive()
                .query(
                        "SELECT 'x' AS text, 1 AS number, CAST(2 AS BIGINT), 1.25, true, CAST('2026-01-02' AS DATE) AS day,"
                                + " CAST('2026-01-02 03:04:05.6' AS TIMESTAMP), ARRAY(1, 2), MAP('a', 1),"
                                + " NAMED_STRUCT('f', 'v', 'g', CAST('2026-01-03' AS DATE)), CAST(NULL AS INT),"
                                + " CAST('ab' AS VARCHAR(5)), CAST('z' AS BINARY);");
        assertThat(result.columns().subList(0, 2))
                .containsExactly(new Column("text", "string"), new Column("number", "int"));
        assertThat(result.schema()).contains("day date", "array<int>", "struct<f:string,g:date>");
        assertThat(result.rows())
                .containsExactly(row(
                        "x",
                        1,
                        2,
                        new BigDecimal("1.25"),
                        true,
                        LocalDate.of(2026, 1, 2),
                        LocalDateTime.of(2026, 1, 2, 3, 4, 5, 600_000_000),
                        List.of(1, 2),
                        Map.of("a", 1),
                        Map.of("f", "v", "g", LocalDate.of(2026, 1, 3)),
                        null,
                        "ab",
                        new byte[] {'z'}));

        emr.hive().query("CREATE TABLE asked AS SELECT 3 AS n");
        HiveResult tables = emr.hive().query("SHOW TABLES LIKE 'asked'");
        assertThat(tables.rows()).containsExactly(row("asked"));
        HiveResult none = emr.hive().query("DROP TABLE asked");
        assertThat(none.columns()).isEmpty();
        assertThat(none.size()).isZero();
        assertThatThrownBy(() -> emr.hive().query("SELECT n FROM asked"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Hive cannot run [SELECT n FROM asked]: FAILED: SemanticException [Error 10001]: Line 1:14"
                        + " Table not found 'asked'");
    }

    @Test
    void beeline_runs_scripts_on_the_hive_server_of_the_cluster() {
        // The server runs, and learns of the function nevertheless.
        assertThat(emr.hive().jdbcUrl()).startsWith("jdbc:hive2://127.0.0.1:");
        emr.hive().query("CREATE TABLE before_it AS SELECT 7 AS n");
        emr.hive().query("CREATE FUNCTION code AS 'org.apache.hadoop.hive.ql.udf.UDFAscii'");
        StepHandle query = beeline("--outputformat=csv2", "-e", "SELECT n, code('a') AS letter FROM before_it");
        StepHandle mistake = beeline("-e", "SELECT n FROM nowhere");
        StepHandle makes = beeline("--silent=true", "-e", "CREATE TABLE made_by_beeline AS SELECT 8 AS n");

        assertThat(query.await(LONG).state()).as(query.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(query.stdout()).isEqualTo("n,letter\n7,97\n");
        assertThat(query.stderr()).contains("Connected to: Apache Hive (version 3.1.3)");
        assertThat(query.controller()).contains(" instead of 10000");
        assertThat(mistake.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(mistake.exitCode()).hasValue(1);
        assertThat(mistake.stderr()).contains("Table not found 'nowhere'");
        assertThat(makes.await(LONG).state()).as(makes.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(emr.hive().table("made_by_beeline").rows()).containsExactly(row(8));
    }

    @Test
    void a_beeline_that_is_cancelled_leaves_the_server_alone() {
        StepHandle sleeps =
                beeline("-e", "SELECT 'begun'; SELECT reflect('java.lang.Thread', 'sleep', CAST(600000 AS BIGINT))");
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!sleeps.stdout().contains("begun")) {
            assertThat(System.nanoTime()).as(sleeps.describe()).isLessThan(deadline);
            assertThat(sleeps.awaitUntil(each -> each.state() == StepState.FAILED, Duration.ofMillis(100)))
                    .isEmpty();
        }
        assertThat(sleeps.cancel()).isTrue();
        assertThat(sleeps.await(LONG).state()).isEqualTo(StepState.CANCELLED);

        StepHandle next = beeline("--outputformat=tsv2", "--showHeader=false", "-e", "SELECT 1");
        assertThat(next.await(LONG).state()).as(next.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(next.stdout()).isEqualTo("1\n");
    }

    private static StepHandle beeline(String... args) {
        return emr.submit(StepSpec.command("beeline", "-u", "jdbc:hive2://localhost:10000", "-n", "hadoop")
                .args(args));
    }
}
