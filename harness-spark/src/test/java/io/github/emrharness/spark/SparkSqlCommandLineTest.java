package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkSqlCommandLineTest {

    private static final String MAIN = "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver";

    @Test
    void options_of_spark_submit_may_stand_among_its_own() {
        assertThat(SparkSqlCommandLine.submitArguments(
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
                        MAIN,
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
    }

    @Test
    void an_option_without_its_value_is_left_to_spark() {
        assertThat(SparkSqlCommandLine.submitArguments(List.of("-e", "SELECT 1", "--master"), TestSpark.LINE))
                .containsExactly("--class", MAIN, "--master", "spark-internal", "-e", "SELECT 1");
    }

    @Test
    void a_spark_without_it_is_told_what_to_add() throws StepStartException {
        EngineClassPath engine = EngineClassPath.of(List.of(Path.of("/opt/spark-core_2.12-3.5.5.jar")));

        assertThatThrownBy(() -> SparkSqlCommandLine.checkIsOn(engine))
                .isInstanceOf(StepStartException.class)
                .hasMessage("There is no spark-sql in the Spark of the test's class path. Add the dependency"
                        + " org.apache.spark:spark-hive-thriftserver_2.12 of Spark's version, 3.5.5, which brings"
                        + " Hive's classes for Spark with it.");
    }
}
