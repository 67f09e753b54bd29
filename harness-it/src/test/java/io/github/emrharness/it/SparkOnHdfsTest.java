package io.github.emrharness.it;

import static io.github.emrharness.Row.row;
import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Spark, Hive and the HDFS of their cluster meet through the ports. */
@EmrTest(
        applications = {"Spark", "Hadoop", "Hive"},
        stepTimeout = "5 m")
@EnabledOnOs(value = OS.LINUX, disabledReason = "has a python3 everywhere")
class SparkOnHdfsTest {

    @Test
    void a_python_application_finds_what_another_step_has_put_into_hdfs(Emr emr) {
        emr.s3()
                .put(
                        "jobs/double.py",
                        """
                        import sys
                        from pyspark.sql import SparkSession

                        spark = SparkSession.builder.getOrCreate()
                        numbers = spark.read.text(sys.argv[1])
                        numbers.unionAll(numbers).coalesce(1).write.text(sys.argv[2])
                        print(spark.read.text("/numbers-twice").count(), "rows")
                        """);
        emr.s3().put("numbers.txt", "1\n2\n3\n");
        StepHandle put =
                emr.submit(StepSpec.command("hdfs", "dfs", "-cp", "s3://{bucket}/numbers.txt", "hdfs:///numbers.txt"));
        StepHandle step = emr.submit(
                StepSpec.spark("s3://{bucket}/jobs/double.py").args("hdfs:///numbers.txt", "hdfs:///numbers-twice"));
        StepHandle list = emr.submit(StepSpec.command("hdfs", "dfs", "-ls", "/numbers-twice"));

        assertThat(put).completes();
        assertThat(step).completes();
        assertThat(step).stdoutLines().containsExactly("6 rows");
        assertThat(list).completes();
        assertThat(list).stdout().contains("/numbers-twice/_SUCCESS");
    }

    @Test
    void a_script_calls_hadoop_and_spark(Emr emr) {
        emr.s3()
                .put(
                        "jobs/lines.py",
                        """
                        import subprocess, sys
                        from pyspark.sql import SparkSession

                        spark = SparkSession.builder.getOrCreate()
                        print(spark.read.text(sys.argv[1]).count(), "lines")
                        spark.stop()
                        subprocess.run(["hadoop", "fs", "-cat", sys.argv[1]], check=True)
                        """);
        emr.s3()
                .put(
                        "jobs/all.sh",
                        """
                        #!/bin/bash
                        set -euo pipefail
                        printf 'x\\ny\\n' | hadoop fs -put - /from-script.txt
                        /usr/bin/hdfs dfs -test -e /from-script.txt
                        hadoop fs -test -e /missing || echo "missing: $?"
                        hadoop fs -get "$1" lines.py
                        spark-submit --master yarn lines.py /from-script.txt > lines.out
                        tr a-z A-Z < lines.out
                        """);
        StepHandle step =
                emr.submit(StepSpec.jar("s3://us-east-1.elasticmapreduce/libs/script-runner/script-runner.jar")
                        .args("s3://{bucket}/jobs/all.sh", "s3://{bucket}/jobs/lines.py"));

        assertThat(step).completes();
        assertThat(step).stdout().endsWith("missing: 1\n2 LINES\nX\nY\n");
        assertThat(step).sparkApplication();
    }

    @Test
    void a_query_on_yarn_has_executors_as_it_needs_them(Emr emr) throws IOException {
        emr.s3().put("lib/functions.jar", HiveOnHdfsTest.functions());
        StepHandle step = emr.submit(StepSpec.command("spark-sql")
                .args(
                        "--conf",
                        "spark.emrHarness.master=yarn",
                        "--conf",
                        "spark.dynamicAllocation.enabled=true",
                        "--conf",
                        "spark.dynamicAllocation.initialExecutors=0",
                        "--conf",
                        "spark.shuffle.service.enabled=true",
                        "--jars",
                        "s3://{bucket}/lib/functions.jar",
                        "-e",
                        "CREATE TEMPORARY FUNCTION shout AS 'io.github.emrharness.it.Shout';"
                                + " CREATE TABLE shouted AS SELECT shout(CONCAT('n', id)) AS n FROM range(0, 4, 1, 2)"
                                + " DISTRIBUTE BY n; SELECT n FROM shouted ORDER BY n"));

        assertThat(step).completes();
        assertThat(step).stdoutLines().containsExactly("N0!", "N1!", "N2!", "N3!");
        assertThat(step).stderr().contains("Submitting application application_");
        assertThat(step).controller().contains("spark.shuffle.service.enabled became false");
        assertThat(step).sparkApplication().hasNoFailures();
    }

    /** EMR keeps the tables of clusters in HDFS. */
    @Test
    void spark_and_hive_share_tables_that_lie_in_hdfs(Emr emr) {
        StepHandle hive = emr.submit(
                StepSpec.command("hive", "-S", "-e")
                        .args(
                                "CREATE TABLE one STORED AS PARQUET AS SELECT 1 AS n; CREATE DATABASE d;"
                                        + " CREATE TABLE d.two AS SELECT 2 AS n; INSERT OVERWRITE DIRECTORY '/hive-out' SELECT n FROM d.two"));
        StepHandle spark = emr.submit(
                StepSpec.command("spark-sql", "-e")
                        .args(
                                "SELECT one.n + two.n FROM one CROSS JOIN d.two; INSERT INTO d.two VALUES (3);"
                                        + " CREATE TABLE d.native (n INT) USING parquet; INSERT INTO d.native SELECT n FROM d.two;"
                                        + " CREATE EXTERNAL TABLE placed (n INT) LOCATION 'hdfs:///placed'; INSERT INTO placed VALUES (4)"));
        StepHandle back = emr.submit(StepSpec.command("hive", "-S", "-e")
                .args("SELECT SUM(n) FROM d.two; SELECT n FROM d.native ORDER BY n; SELECT n FROM placed"));

        assertThat(hive).completes();
        assertThat(emr.hdfs().text("/hive-out/000000_0")).isEqualTo("2\n");
        assertThat(emr.hdfs().text("/user/hive/warehouse/d.db/two/000000_0")).isEqualTo("2\n");
        assertThat(emr.hive().table("d.two").location()).isEqualTo(emr.hdfs().uri("/user/hive/warehouse/d.db/two"));
        assertThat(spark).completes();
        assertThat(spark).stdoutLines().containsExactly("3");
        assertThat(back).completes();
        assertThat(back).stdoutLines().containsExactly("5", "2", "3", "4");
        assertThat(emr.hive().table("d.native").rows()).containsExactlyInAnyOrder(row(2), row(3));
    }
}
