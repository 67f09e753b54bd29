package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/** Hive steps on a cluster of the harness. */
@ExtendWith(OneHarness.class)
class HiveStepsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static EmrHarness harness;
    private static Emr emr;

    @BeforeAll
    static void start(EmrHarness shared) {
        harness = shared;
        emr = Emr.start(
                harness,
                ClusterSpec.named("hive").withApplications(List.of("Hive")).withStepTimeout(LONG));
        emr.s3().put("in/sales.csv", "Lyon,10.50\nNice,1.00\nLyon,0.25\n");
    }

    @AfterAll
    static void stop() {
        emr.close();
    }

    /** Scenario 52 of the conformance scenarios: what the AWS CLI makes of {@code Type=HIVE}. */
    @Test
    void scenario_52_hive_script_with_a_variable_and_with_a_syntax_error() {
        emr.s3()
                .put(
                        "q.hql",
                        """
                CREATE EXTERNAL TABLE sales (store STRING, amount DECIMAL(10,2))
                ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${INPUT}';
                INSERT OVERWRITE DIRECTORY '${hivevar:OUTPUT}' ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
                SELECT store, SUM(amount) FROM sales GROUP BY store ORDER BY store;
                SELECT COUNT(*) FROM sales;
                """);
        emr.s3().put("wrong.hql", "SELEC nonsense;");

        StepHandle script = hiveScript(
                "-f",
                emr.s3().uri("q.hql"),
                "-d",
                "INPUT=" + emr.s3().uri("in/"),
                "--hivevar",
                "OUTPUT=" + emr.s3().uri("out/"));
        assertThat(script.await(LONG).state()).as(script.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(script.stdout()).isEqualTo("3\n");
        assertThat(script.stderr()).contains("Query ID = hadoop_").endsWith("Command exiting with ret '0'\n");
        assertThat(emr.s3().text("out/000000_0")).isEqualTo("Lyon,10.75\nNice,1.00\n");

        StepHandle wrong = hiveScript("-f", emr.s3().uri("wrong.hql"));
        assertThat(wrong.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(wrong.exitCode()).hasValue(64);
        assertThat(wrong.stderr()).endsWith("Command exiting with ret '64'\n");
        assertThat(wrong.failureDetails())
                .map(FailureDetails::message)
                .hasValue("FAILED: ParseException line 1:0 cannot recognize input near 'SELEC' 'nonsense' '<EOF>'");
    }

    @Test
    void what_one_step_has_made_the_next_one_finds_and_another_cluster_does_not() {
        StepHandle makes = hive(
                "-e",
                "CREATE DATABASE shared; CREATE TABLE shared.t AS SELECT 7 AS n;"
                        + " CREATE FUNCTION shared.code AS 'org.apache.hadoop.hive.ql.udf.UDFAscii'");
        StepHandle finds = hive("--database", "shared", "-S", "-e", "SELECT n, code('a') FROM t");
        assertThat(makes.await(LONG).state()).as(makes.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(finds.await(LONG).state()).as(finds.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(finds.stdout()).isEqualTo("7\t97\n");

        try (Emr other = Emr.start(harness, ClusterSpec.named("other").withStepTimeout(LONG))) {
            StepHandle elsewhere = other.submit(StepSpec.command(
                    "hive", "-S", "-e", "SHOW DATABASES; SHOW FUNCTIONS LIKE 'shared*'; SELECT n FROM shared.t"));
            assertThat(elsewhere.await(LONG).state()).isEqualTo(StepState.FAILED);
            assertThat(elsewhere.exitCode()).hasValue(17);
            assertThat(elsewhere.stdout()).isEqualTo("default\n");
            assertThat(elsewhere.stderr())
                    .contains("FAILED: SemanticException [Error 10001]: Line 1:15 Table not found 't'");
        }
    }

    @Test
    void nothing_is_written_outside_of_the_directory_of_the_harness() {
        StepHandle settings = hive("-S", "-e", "SET -v");

        assertThat(settings.await(LONG).state()).as(settings.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(settings.stdout().lines())
                .filteredOn(line -> line.matches("(hadoop\\.tmp\\.dir|mapreduce\\.jobtracker\\.staging\\.root\\.dir"
                        + "|hive\\.exec\\.(local\\.)?scratchdir|hive\\.query\\.results\\.cache\\.directory"
                        + "|hive\\.server2\\.logging\\.operation\\.log\\.location|tez\\.staging-dir)=.*"))
                .hasSize(7)
                .allMatch(line ->
                        line.contains("=" + harness.directory()) || line.contains("=file:" + harness.directory()));
    }

    @Test
    void scripts_have_the_language_of_hive() {
        emr.s3()
                .put(
                        "language.hql",
                        """
                CREATE DATABASE language; USE language;
                CREATE TABLE p (id INT, name STRING) PARTITIONED BY (day STRING) STORED AS PARQUET
                LOCATION '${PLACE}/p';
                SET hive.exec.dynamic.partition.mode=nonstrict;
                INSERT INTO p PARTITION (day) VALUES (1,'a','2026-01-01'), (2,'b','2026-01-02');
                SHOW PARTITIONS p;
                FROM p
                INSERT OVERWRITE DIRECTORY '${PLACE}/names' SELECT name WHERE id = 1
                INSERT OVERWRITE DIRECTORY '${PLACE}/ids' SELECT id WHERE id = 2;
                SELECT TRANSFORM(id) USING 'cat' AS (line) FROM p ORDER BY line;
                SELECT id, RANK() OVER (ORDER BY name DESC) FROM p ORDER BY id;
                SET hive.support.concurrency=true;
                SET hive.txn.manager=org.apache.hadoop.hive.ql.lockmgr.DbTxnManager;
                CREATE TABLE acid (id INT, v STRING) CLUSTERED BY (id) INTO 2 BUCKETS STORED AS ORC
                TBLPROPERTIES ('transactional'='true');
                INSERT INTO acid VALUES (1,'one'), (2,'two');
                UPDATE acid SET v='uno' WHERE id=1;
                DELETE FROM acid WHERE id=2;
                SELECT * FROM acid;
                !echo of the shell;
                quit;
                SELECT 'never';
                """);
        StepHandle step = hive(
                "-S",
                "-f",
                emr.s3().uri("language.hql"),
                "-d",
                "PLACE=" + emr.s3().uri("language"));

        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(step.stdout())
                .isEqualTo(
                        """
                        day=2026-01-01
                        day=2026-01-02
                        1
                        2
                        1\t2
                        2\t1
                        1\tuno
                        of the shell
                        """);
        assertThat(emr.s3().text("language/names/000000_0")).isEqualTo("a\n");
        assertThat(emr.s3().text("language/ids/000000_0")).isEqualTo("2\n");
        assertThat(emr.s3().list("language/p/day=2026-01-01/")).isNotEmpty();
    }

    @Test
    void both_engines_run_in_one_script() {
        StepHandle step = hive(
                "-S",
                "-e",
                "SET hive.execution.engine=mr; SELECT COUNT(*), n FROM (SELECT 1 AS n) a GROUP BY n;"
                        + " SET hive.execution.engine=tez; SELECT COUNT(*), n FROM (SELECT 2 AS n) b GROUP BY n;"
                        + " SET hive.execution.engine");
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(step.stdout()).isEqualTo("1\t1\n1\t2\nhive.execution.engine=tez\n");
    }

    @Test
    void the_classifications_of_the_cluster_are_applied_but_for_another_metastore() {
        Configuration site = Configuration.builder()
                .classification("hive-site")
                .properties(Map.of(
                        "hive.cli.print.header",
                        "true",
                        "hive.metastore.client.factory.class",
                        "com.amazonaws.glue.catalog.metastore.AWSGlueDataCatalogHiveClientFactory"))
                .build();
        ClusterSpec spec = ClusterSpec.named("configured")
                .withConfigurations(List.of(site))
                .withStepTimeout(LONG);
        try (Emr configured = Emr.start(harness, spec)) {
            StepHandle step = configured.submit(StepSpec.command("hive", "-e", "SELECT 'x' AS letter"));
            assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
            assertThat(step.stdout()).isEqualTo("letter\nx\n");
            assertThat(step.controller())
                    .contains("The harness has a metastore of its own: hive.metastore.client.factory.class="
                            + "com.amazonaws.glue.catalog.metastore.AWSGlueDataCatalogHiveClientFactory of hive-site is"
                            + " not applied");
        }
    }

    @Test
    void a_warehouse_that_cannot_be_made_is_told_and_tried_again() throws Exception {
        Configuration site = Configuration.builder()
                .classification("hive-site")
                .properties(Map.of("hive.metastore.warehouse.dir", "s3://made-later/warehouse"))
                .build();
        ClusterSpec spec =
                ClusterSpec.named("early").withConfigurations(List.of(site)).withStepTimeout(LONG);
        try (Emr early = Emr.start(harness, spec)) {
            StepSpec create = StepSpec.command("hive", "-e", "CREATE TABLE t AS SELECT 7 AS n");
            StepHandle tooEarly = early.submit(create);
            assertThat(tooEarly.await(LONG).state()).isEqualTo(StepState.FAILED);
            assertThat(tooEarly.stderr())
                    .contains("The Hive metastore cannot be opened: ")
                    .contains("made-later");

            harness.objectStore().createBucket("made-later");
            StepHandle inTime = early.submit(create);
            assertThat(inTime.await(LONG).state()).as(inTime.describe()).isEqualTo(StepState.COMPLETED);
        }
    }

    @Test
    void a_step_that_is_cancelled_does_not_disturb_the_next_one() {
        StepHandle sleeps =
                hive("-e", "SELECT 'begun'; SELECT reflect('java.lang.Thread', 'sleep', CAST(600000 AS BIGINT))");
        awaitStdout(sleeps, "begun\n");
        assertThat(sleeps.cancel()).isTrue();
        StepSnapshot end = sleeps.await(LONG);
        assertThat(end.state()).isEqualTo(StepState.CANCELLED);

        StepHandle next = hive("-S", "-e", "SELECT 1");
        assertThat(next.await(LONG).state()).as(next.describe()).isEqualTo(StepState.COMPLETED);
        assertThat(next.stdout()).isEqualTo("1\n");
    }

    @Test
    void other_programs_of_hive_are_refused() {
        StepHandle step = hive("--service", "metastore");
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.stderr()).startsWith("The harness does not know the option --service of hive: ");
    }

    private static void awaitStdout(StepHandle step, String text) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!step.stdout().equals(text)) {
            assertThat(System.nanoTime()).as(step.describe()).isLessThan(deadline);
            assertThat(step.awaitUntil(each -> each.state() == StepState.FAILED, Duration.ofMillis(100)))
                    .isEmpty();
        }
    }

    private static StepHandle hive(String... args) {
        return emr.submit(StepSpec.command("hive", args));
    }

    private static StepHandle hiveScript(String... args) {
        return emr.submit(
                StepSpec.command("hive-script", "--run-hive-script", "--args").args(args));
    }
}
