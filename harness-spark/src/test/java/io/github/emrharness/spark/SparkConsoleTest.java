package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkConsoleTest {

    private static final String SQL = "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver";

    @Test
    void options_of_spark_submit_may_stand_among_its_own() {
        assertThat(SparkConsole.SQL.submitArguments(
                        List.of(
                                "-f",
                                "s3://b/q.sql",
                                "--master",
                                "yarn",
                                "--hivevar",
                                "a=b",
                                "--conf=spark.x=y",
                                "--verbose",
                                "-S",
                                "--database",
                                "db"),
                        TestSpark.LINE))
                .containsExactly(
                        "--class",
                        SQL,
                        "--master",
                        "yarn",
                        "--conf=spark.x=y",
                        "--verbose",
                        "spark-internal",
                        "-f",
                        "s3://b/q.sql",
                        "--hivevar",
                        "a=b",
                        "-S",
                        "--database",
                        "db");
        assertThat(SparkConsole.SCALA.submitArguments(List.of("-i", "a.scala", "--name", "mine"), TestSpark.LINE))
                .containsExactly(
                        "--class",
                        "org.apache.spark.repl.Main",
                        "--name",
                        "Spark shell",
                        "--name",
                        "mine",
                        "spark-shell",
                        "-i",
                        "a.scala");
    }

    @Test
    void an_option_without_its_value_is_left_to_spark() {
        assertThat(SparkConsole.SQL.submitArguments(List.of("-e", "SELECT 1", "--master"), TestSpark.LINE))
                .containsExactly("--class", SQL, "--master", "spark-internal", "-e", "SELECT 1");
    }

    @Test
    void what_reads_stdin_needs_a_jvm_of_its_own() {
        assertThat(line("spark-sql", "-S").needsOwnJvm()).isTrue();
        assertThat(line("spark-sql", "-S", "-f", "q.sql").needsOwnJvm()).isFalse();
        assertThat(line("spark-sql", "-fq.sql").readsStdin()).isFalse();
        assertThat(line("spark-shell", "-i", "a.scala").needsOwnJvm()).isTrue();
        assertThat(line("pyspark").needsOwnJvm()).isFalse();
        assertThat(line("pyspark").readsStdin()).isTrue();
        SparkSubmitCommandLine server = SparkSubmitCommandLine.parse(
                        List.of(
                                "--class",
                                "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2",
                                "spark-internal"),
                        TestSpark.LINE)
                .orElseThrow();
        assertThat(server.console()).isEmpty();
        assertThat(server.needsOwnJvm()).isFalse();
    }

    @Test
    void a_spark_without_it_is_told_what_to_add() throws StepStartException {
        EngineClassPath engine = EngineClassPath.of(List.of(Path.of("/opt/spark-core_2.12-3.5.5.jar")));

        assertThatThrownBy(() -> SparkConsole.SQL.checkIsOn(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("There is no spark-sql in the Spark of the test's class path. Add the dependency"
                        + " org.apache.spark:spark-hive-thriftserver_2.12 of Spark's version, 3.5.5, which brings"
                        + " Hive's classes for Spark with it.");
        assertThatThrownBy(() -> SparkConsole.SCALA.checkIsOn(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("There is no spark-shell in the Spark of the test's class path. Add the dependency"
                        + " org.apache.spark:spark-repl_2.12 of Spark's version, 3.5.5, which brings Scala's compiler"
                        + " with it.");
        SparkConsole.PYTHON.checkIsOn(engine);
    }

    private static SparkSubmitCommandLine line(String program, String... args) {
        List<String> submit =
                SparkConsole.ofProgram(program).orElseThrow().submitArguments(List.of(args), TestSpark.LINE);
        return SparkSubmitCommandLine.parse(submit, TestSpark.LINE).orElseThrow();
    }
}
