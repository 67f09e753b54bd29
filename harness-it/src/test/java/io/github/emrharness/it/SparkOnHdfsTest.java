package io.github.emrharness.it;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Spark and the HDFS of its cluster meet through the ports. */
@EmrTest(
        applications = {"Spark", "Hadoop"},
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
}
