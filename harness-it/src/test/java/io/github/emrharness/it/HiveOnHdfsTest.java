package io.github.emrharness.it;

import static io.github.emrharness.Row.row;
import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import io.github.emrharness.junit5.Sharing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Hive steps and the HDFS of their cluster, which does not declare Hadoop: what names it starts it. */
@EmrTest(applications = "Hive", sharing = Sharing.PER_METHOD, stepTimeout = "5 m")
class HiveOnHdfsTest {

    private static final String SALES = "Lyon,10.50\nNice,1.00\nLyon,0.25\n";

    @Test
    void scripts_jars_tables_and_results_lie_in_it(Emr emr) throws IOException {
        emr.hdfs().put("/in/sales.csv", SALES);
        emr.hdfs().put("/lib/functions.jar", functions());
        emr.hdfs()
                .put(
                        "/scripts/sums.q",
                        """
                        SET hive.execution.engine=${ENGINE};
                        CREATE EXTERNAL TABLE IF NOT EXISTS sales (store STRING, amount DECIMAL(10,2))
                        ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 'hdfs:///in';
                        ADD JAR hdfs:///lib/functions.jar;
                        CREATE TEMPORARY FUNCTION shout AS 'io.github.emrharness.it.Shout';
                        CREATE TABLE sums_${ENGINE} (total DECIMAL(10,2)) PARTITIONED BY (store STRING)
                        STORED AS ORC LOCATION 'hdfs:///sums/${ENGINE}';
                        SET hive.exec.dynamic.partition.mode=nonstrict;
                        INSERT OVERWRITE TABLE sums_${ENGINE} PARTITION (store)
                        SELECT SUM(amount), shout(store) FROM sales GROUP BY store;
                        ALTER TABLE sums_${ENGINE} ADD PARTITION (store='none') LOCATION 'hdfs:///sums/empty';
                        INSERT OVERWRITE DIRECTORY 'hdfs:///out/${ENGINE}'
                        ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
                        SELECT store, total FROM sums_${ENGINE} ORDER BY store;
                        INSERT OVERWRITE DIRECTORY '/unqualified/${ENGINE}' SELECT MAX(total) FROM sums_${ENGINE};
                        SELECT COUNT(*), SUM(total) FROM sums_${ENGINE};
                        SHOW PARTITIONS sums_${ENGINE};
                        dfs -ls hdfs:///sums;
                        """);
        StepHandle tez = sums(emr, "tez");
        StepHandle mapReduce = sums(emr, "mr");

        assertThat(tez).completes();
        assertThat(mapReduce).completes();
        for (StepHandle step : new StepHandle[] {tez, mapReduce}) {
            String engine = step == tez ? "tez" : "mr";
            assertThat(step.stdout())
                    .startsWith("2\t11.75\nstore=LYON!\nstore=NICE!\nstore=none\n")
                    .contains(" hdfs:///sums/" + engine + "\n");
            assertThat(emr.hdfs().text("/out/" + engine + "/000000_0")).isEqualTo("LYON!,10.75\nNICE!,1.00\n");
            assertThat(emr.hdfs().text("/unqualified/" + engine + "/000000_0")).isEqualTo("10.75\n");
        }
    }

    private static StepHandle sums(Emr emr, String engine) {
        return emr.submit(
                StepSpec.command("hive-script", "--run-hive-script", "--args", "-S", "-f", "hdfs:///scripts/sums.q")
                        .args("-d", "ENGINE=" + engine));
    }

    @Test
    void what_lies_there_is_found_without_being_named(Emr emr) throws IOException {
        emr.hdfs().put("/in/sales.csv", SALES);
        emr.hdfs().put("/lib/functions.jar", functions());
        assertThat(hive(
                        emr,
                        "CREATE EXTERNAL TABLE sales (store STRING, amount DECIMAL(10,2))"
                                + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 'hdfs:///in';"
                                + " CREATE FUNCTION shout AS 'io.github.emrharness.it.Shout'"
                                + " USING JAR 'hdfs:///lib/functions.jar'"))
                .completes();

        StepHandle step = hive(emr, "SELECT shout(store), COUNT(*) FROM sales GROUP BY store ORDER BY shout(store)");
        StepHandle beeline = emr.submit(StepSpec.command("beeline", "-u", "jdbc:hive2://localhost:10000")
                .args("--outputformat=csv2", "--showHeader=false", "-e", "SELECT MAX(shout(store)) FROM sales"));

        assertThat(step).completes();
        assertThat(step).stdoutLines().containsExactly("LYON!\t2", "NICE!\t1");
        assertThat(beeline).completes();
        assertThat(beeline).stdoutLines().containsExactly("NICE!");
        assertThat(emr.hive().query("SELECT SUM(amount) FROM sales").rows())
                .containsExactly(row(new BigDecimal("11.75")));
        assertThat(emr.hive().table("sales").location()).isEqualTo(emr.hdfs().uri("/in"));
        assertThat(emr.hive().table("sales").rows()).hasSize(3);
    }

    @Test
    void a_script_in_s3_starts_it_by_its_text(Emr emr) {
        emr.s3().put("out.q", "INSERT OVERWRITE DIRECTORY 'hdfs:///out' SELECT 'x';");

        assertThat(emr.submit(StepSpec.command("hive", "-f", "s3://{bucket}/out.q")))
                .completes();

        assertThat(emr.hdfs().text("/out/000000_0")).isEqualTo("x\n");
    }

    private static StepHandle hive(Emr emr, String script) {
        return emr.submit(StepSpec.command("hive", "-S", "-e", script));
    }

    /** A jar with {@link Shout}. */
    static byte[] functions() throws IOException {
        String name = Shout.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                InputStream in = Shout.class.getResourceAsStream("/" + name)) {
            jar.putNextEntry(new ZipEntry(name));
            in.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
