package io.github.emrharness.core.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.FailureDetails;

class FailureDiagnosisTest {

    @TempDir
    Path directory;

    @Test
    void an_exception_of_the_main_thread_is_shown_as_it_stands() throws IOException {
        FailureDetails details = diagnose(
                """
                26/11/22 12:00:00 INFO SparkContext: Running
                Exception in thread "main" org.apache.spark.SparkException: Job aborted.
                \tat org.apache.spark.Main.run(Main.scala:1)
                Caused by: java.lang.IllegalStateException: deep
                \t... 1 more
                """);

        assertThat(details.message())
                .isEqualTo("Exception in thread \"main\" org.apache.spark.SparkException: Job aborted.");
        assertThat(details.reason()).isEqualTo("Unknown Error");
    }

    @Test
    void hadoops_exceptions_are_shown_without_the_thread() throws IOException {
        FailureDetails details = diagnose("Exception in thread \"main\""
                + " org.apache.hadoop.mapred.FileAlreadyExistsException: Output directory s3://b/o already exists\n");

        assertThat(details.message())
                .isEqualTo(
                        "org.apache.hadoop.mapred.FileAlreadyExistsException: Output directory s3://b/o already exists");
        assertThat(details.reason()).isEqualTo("Output directory already exists.");
    }

    @Test
    void sparks_analysis_errors_have_reasons() throws IOException {
        assertThat(diagnose("Exception in thread \"main\" org.apache.spark.sql.AnalysisException: [PATH_NOT_FOUND] Path"
                                + " does not exist: s3://b/in.\n")
                        .reason())
                .isEqualTo("Input path does not exist.");
        assertThat(diagnose("Exception in thread \"main\" org.apache.spark.sql.AnalysisException:"
                                + " [PATH_ALREADY_EXISTS] Path s3://b/out already exists.\n")
                        .reason())
                .isEqualTo("Output directory already exists.");
    }

    @Test
    void errors_of_spark_submit_itself() throws IOException {
        FailureDetails details = diagnose("Error: Failed to load class shop.Sales.\n");

        assertThat(details.reason()).isEqualTo("Main class not found.");
        assertThat(details.message()).isEqualTo("Error: Failed to load class shop.Sales.");
    }

    @Test
    void the_last_line_of_a_python_traceback() throws IOException {
        FailureDetails details = diagnose(
                """
                Traceback (most recent call last):
                  File "job.py", line 1, in <module>
                ValueError: no rows
                """);

        assertThat(details.message()).isEqualTo("ValueError: no rows");
    }

    @Test
    void the_cause_of_a_failed_task_stands_in_the_log_of_hadoops_client() throws IOException {
        assertThat(
                        diagnoseSyslog(
                                """
                2026-11-22 12:00:00,000 WARN org.apache.hadoop.mapred.LocalJobRunner (Thread-1): job_local1
                java.lang.Exception: java.lang.RuntimeException: Error in configuring object
                \tat org.apache.hadoop.mapred.LocalJobRunner$Job.run(LocalJobRunner.java:1)
                Caused by: java.lang.RuntimeException: configuration exception
                Caused by: java.io.IOException: Cannot run program "x.py": error=2, No such file or directory
                \t... 1 more
                Caused by: java.io.IOException: error=2, No such file or directory
                2026-11-22 12:00:01,000 ERROR org.apache.hadoop.streaming.StreamJob (main): Job not successful!
                """))
                .hasValue("java.io.IOException: Cannot run program \"x.py\": error=2, No such file or directory");
        assertThat(
                        diagnoseSyslog(
                                """
                2026-11-22 12:00:00,000 ERROR org.apache.hadoop.streaming.StreamJob (main): Error Launching job : Output directory s3://b/o already exists
                """))
                .hasValue("Error Launching job : Output directory s3://b/o already exists");
        assertThat(
                        diagnoseSyslog(
                                """
                2026-11-22 12:00:00,000 ERROR org.apache.hadoop.tools.DistCp (main): Exception encountered\s
                org.apache.hadoop.tools.CopyListing$InvalidInputException: hdfs:/nowhere doesn't exist
                \tat org.apache.hadoop.tools.SimpleCopyListing.validatePaths(SimpleCopyListing.java:155)
                """))
                .hasValue("org.apache.hadoop.tools.CopyListing$InvalidInputException: hdfs:/nowhere doesn't exist");
        assertThat(
                        diagnoseSyslog(
                                """
                2026-11-22 12:00:00,000 INFO org.apache.hadoop.mapreduce.Job (main): Job job_1_0001 failed with state FAILED due to: Task failed task_1_0001_m_000000
                Job failed as tasks failed. failedMaps:1 failedReduces:0 killedMaps:0 killedReduces: 0
                """))
                .hasValue("Task failed task_1_0001_m_000000");
        assertThat(diagnoseSyslog("2026-11-22 12:00:00,000 INFO org.apache.hadoop.mapreduce.Job (main):  map 0%\n"))
                .isEmpty();
        assertThat(FailureDiagnosis.ofSyslog(directory.resolve("nowhere"), Optional.empty()))
                .isEmpty();
    }

    private Optional<String> diagnoseSyslog(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("syslog"), content);
        return FailureDiagnosis.ofSyslog(file, Optional.empty()).map(FailureDetails::message);
    }

    @Test
    void the_cause_of_a_failed_task_that_hadoops_client_prints() throws IOException {
        FailureDetails details = diagnose(
                """
                Error: java.lang.RuntimeException: Error in configuring object
                \tat org.apache.hadoop.util.ReflectionUtils.setJobConf(ReflectionUtils.java:113)
                Caused by: java.lang.RuntimeException: configuration exception
                Caused by: java.io.IOException: Cannot run program "x.py": error=2, No such file or directory
                \t... 23 more
                Caused by: java.io.IOException: error=2, No such file or directory

                Streaming Command Failed!
                """);

        assertThat(details.reason()).isEqualTo("Command not found.");
        assertThat(details.message())
                .isEqualTo("java.io.IOException: Cannot run program \"x.py\": error=2, No such file or directory");
    }

    @Test
    void what_the_shell_of_hadoop_says() throws IOException {
        FailureDetails details = diagnose("put: File /x could only be written to 0 of the 1 minReplication nodes.\n"
                + "Command exiting with ret '1'\n");

        assertThat(details.reason()).isEqualTo("Unknown Error");
        assertThat(details.message())
                .isEqualTo("put: File /x could only be written to 0 of the 1 minReplication nodes.");
    }

    @Test
    void only_the_end_of_a_big_file_is_read() throws IOException {
        String noise = "x".repeat(99) + "\n";
        FailureDetails details = diagnose(
                "Exception in thread \"main\" java.lang.Error: early\n" + noise.repeat(10_000) + "Error: late\n");

        assertThat(details.message()).isEqualTo("Error: late");
    }

    @Test
    void lines_without_end_do_no_harm() throws IOException {
        assertThat(diagnose("a.".repeat(100_000) + "\njava.lang.Error: " + "b".repeat(5_000))
                        .message())
                .startsWith("java.lang.Error: bbb")
                .hasSize(2_000);
    }

    @Test
    void a_file_that_is_not_there_gives_the_unknown_error() {
        assertThat(FailureDiagnosis.of(directory.resolve("none"), Optional.of("s3://b/x")))
                .isEqualTo(FailureDetails.builder()
                        .reason("Unknown Error")
                        .logFile("s3://b/x")
                        .build());
    }

    private FailureDetails diagnose(String stderr) throws IOException {
        return FailureDiagnosis.of(Files.writeString(directory.resolve("stderr"), stderr), Optional.empty());
    }
}
