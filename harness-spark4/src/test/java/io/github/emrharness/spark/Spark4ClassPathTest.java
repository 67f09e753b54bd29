package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class Spark4ClassPathTest {

    private static final Path SPARK_CORE = Path.of("/opt/spark-core_2.13-4.0.2.jar");

    @Test
    void the_scala_of_the_other_bom_is_refused() {
        assertThatThrownBy(() -> EngineClassPath.of(List.of(SPARK_CORE, Path.of("/opt/scala-library-2.12.18.jar"))))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The test's class path has spark-core_2.13 4.0.2, which runs on Scala 2.13, but scala-library "
                        + "2.12.18. Import io.github.emrharness:emr-harness-spark4-bom in place of another BOM of EMR "
                        + "Harness, and leave the version of scala-library to it.");
    }

    /** Which the build has not, since not every repository has it. */
    @Test
    void spark_sql_is_part_of_the_engine_where_the_test_has_it() throws Exception {
        Path shell = Path.of("/opt/spark-hive-thriftserver_2.13-4.0.2.jar");
        Path commandLine = Path.of("/opt/hive-cli-2.3.10.jar");
        EngineClassPath with = EngineClassPath.of(List.of(SPARK_CORE, shell, commandLine));
        EngineClassPath without = EngineClassPath.of(List.of(SPARK_CORE));

        SparkConsole.SQL.checkIsOn(with);
        assertThat(with.jars()).containsExactly(SPARK_CORE, shell, commandLine);
        assertThatThrownBy(() -> SparkConsole.SQL.checkIsOn(without))
                .isInstanceOf(StepStartException.class)
                .hasMessageContaining(" org.apache.spark:spark-hive-thriftserver_2.13 of Spark's version, 4.0.2, ");
    }
}
