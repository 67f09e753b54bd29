package io.github.emrharness.junit5;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.testing.CopyLines;
import io.github.emrharness.testing.SalesByStore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.FailureDetails;

/** The main job: a real Spark step, through the public API alone. */
@EmrTest(stepTimeout = "4 m")
class SparkStepTest {

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json"})
    void a_job_of_this_project_runs_and_its_output_can_be_read(String format, Emr emr) {
        emr.s3().put("input/sales.csv", "store,amount\nLyon,1280.25\nNice,3\nLyon,0.25\nMetz,7.5\n");
        String output = "output-" + format + "/";
        StepHandle step = emr.submit(StepSpec.spark(SalesByStore.class)
                .args("s3://{bucket}/input/", "s3://{bucket}/" + output, format)
                .conf("spark.sql.shuffle.partitions", "2"));
        assertThat(step).completes();
        assertThat(step).stdoutLines().contains("stores: 3");
        assertThat(emr.s3().prefix(output)).hasSuccessMarker().hasObjectsMatching("part-*." + "*" + format);
        assertThat(emr.dataset(output))
                .hasRowCount(3)
                .contains(row("Lyon", 1280.50))
                .containsExactlyInAnyOrder(row("Metz", 7.5), row("Nice", 3), row("Lyon", 1280.5));
        assertThat(emr.dataset(output)).hasSchema("store string, total double");
    }

    @Test
    void a_python_application_is_a_step_as_any_other(Emr emr) {
        assumeThat(python3()).as("a python3 on the PATH").isTrue();
        emr.s3().put("numbers/some.txt", "1\n2\n3\n");
        emr.s3()
                .put(
                        "jobs/keep.py",
                        """
                        import sys
                        from pyspark.sql import SparkSession

                        spark = SparkSession.builder.getOrCreate()
                        numbers = spark.read.text(sys.argv[1])
                        numbers.coalesce(1).write.text(sys.argv[2])
                        print("limit", int(sys.argv[3]))
                        """);
        StepSpec spec = StepSpec.spark("s3://{bucket}/jobs/keep.py")
                .sparkOptions("--deploy-mode", "cluster", "--executor-memory", "4g", "--executor-cores", "2");
        StepHandle step = emr.submit(spec.args("s3://{bucket}/numbers/", "s3://{bucket}/kept/", "1"));
        StepHandle wrong = emr.submit(spec.args("s3://{bucket}/numbers/", "s3://{bucket}/again/", "many"));

        assertThat(step).completes();
        assertThat(step).stdoutLines().containsExactly("limit 1");
        assertThat(emr.s3().prefix("kept/")).hasSuccessMarker().hasObjectsMatching("part-*.txt");
        assertThat(step)
                .sparkApplication()
                .hasStages(1)
                .hasTasks(1)
                .readsRows(3)
                .writesRows(3)
                .hasNoFailures()
                .hasNoSpills()
                .losesNoExecutors();
        assertThat(wrong)
                .fails()
                .hasExitCode(1)
                .hasFailureMessageContaining("ValueError: invalid literal for int() with base 10: 'many'");
        assertThatThrownBy(() -> assertThat(step).sparkApplication().writesRows(2))
                .hasMessage("Expecting 2 rows written in Spark application [keep.py], but found 3");
    }

    private static boolean python3() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "python3")));
    }

    @Test
    void csv_can_be_read_too(Emr emr) {
        emr.s3().put("in/a.csv", "store,amount\nLyon,1\n");
        assertThat(emr.dataset("in/").header()).hasColumns("store", "amount").contains(row("Lyon", 1));
        assertThat(emr.s3().prefix("in/")).csv().hasRowCount(2);
    }

    @Test
    void a_job_that_is_wrong_tells_its_cause(Emr emr) {
        StepHandle step = emr.submit(
                StepSpec.spark(SalesByStore.class).args("s3://{bucket}/nothing/", "s3://{bucket}/x/", "csv"));
        assertThat(step).fails().hasExitCode(1);
        assertThatThrownBy(() -> assertThat(step).completes())
                .hasMessageContaining("PATH_NOT_FOUND")
                .hasMessageContaining("s3://" + emr.bucket() + "/nothing");
        assertThat(step.duration()).isPresent();
    }

    @Test
    void scenario_53_the_output_directory_of_a_hadoop_job_exists(Emr emr) {
        emr.s3().put("lines/a.txt", "one\n");
        emr.s3().put("there/part-00000", "old\n");

        StepHandle step =
                emr.submit(StepSpec.spark(CopyLines.class).args("s3://{bucket}/lines/", "s3://{bucket}/there"));

        assertThat(step).fails();
        FailureDetails details = step.failureDetails().orElseThrow();
        assertThat(details.reason()).isEqualTo("Output directory already exists.");
        assertThat(details.message())
                .startsWith("org.apache.hadoop.mapred.FileAlreadyExistsException: Output directory s3://" + emr.bucket()
                        + "/there already exists");
    }
}
