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
}
