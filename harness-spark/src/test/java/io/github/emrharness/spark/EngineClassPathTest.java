package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emrharness.jvm.classpath.TestClassPath;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineClassPathTest {

    private static final Path REPOSITORY = Path.of("/repo");
    private static final Path SPARK_CORE =
            REPOSITORY.resolve("org/apache/spark/spark-core_2.12/3.5.3/spark-core_2.12-3.5.3.jar");

    @Test
    void this_test_has_a_whole_engine_without_the_libraries_of_the_test() throws StepStartException {
        EngineClassPath engine = EngineClassPath.of(TestClassPath.entries());

        assertThat(engine.sparkVersion()).isEqualTo(TestSpark.VERSION);
        assertThat(engine.line().scala()).isEqualTo(TestSpark.SCALA);
        assertThat(engine.jars())
                .extracting(j -> j.getFileName().toString().replaceFirst("-\\d.*", ""))
                .contains(
                        TestSpark.artifact("spark-sql"),
                        "hadoop-client-api",
                        "hadoop-aws",
                        "s3",
                        "slf4j-api",
                        "scala-library",
                        TestSpark.artifact("spark-mllib"),
                        TestSpark.artifact("spark-hive"),
                        "hive-exec")
                .doesNotContain(
                        "commons-logging",
                        "junit-jupiter-api",
                        "assertj-core",
                        "slf4j-simple",
                        "emr",
                        "jspecify",
                        "asm");
        assertThat(engine.jars()).noneMatch(j -> j.toString().contains("emr-harness"));
    }

    @Test
    void takes_the_users_patch_version_and_leaves_what_only_has_the_same_name() throws StepStartException {
        Path sdk = Path.of("/gradle/files-2.1/software.amazon.awssdk/s3/2.41.31/ab12/s3-2.41.31.jar");
        Path stranger = REPOSITORY.resolve("com/acme/utils/1.0/utils-1.0.jar");
        Path classifier = REPOSITORY.resolve(
                "io/netty/netty-transport-native-epoll/4.1.96.Final/netty-transport-native-epoll-4.1.96.Final-linux-x86_64.jar");
        Path strange = Path.of("/gradle/files-2.1/com.acme/utils/1.0/cd34/utils-1.0.jar");
        Path flat = Path.of("/opt/libs/hadoop-aws-3.4.1.jar");
        Path classes = Path.of("/project/target/classes");

        EngineClassPath engine = EngineClassPath.of(List.of(
                classes,
                stranger,
                SPARK_CORE,
                sdk,
                classifier,
                strange,
                flat,
                Path.of("/opt/log4j-1.2-api-2.20.0.jar")));

        assertThat(engine.sparkVersion()).isEqualTo("3.5.3");
        assertThat(engine.jars())
                .containsExactly(SPARK_CORE, sdk, classifier, flat, Path.of("/opt/log4j-1.2-api-2.20.0.jar"));
    }

    @Test
    void without_spark_it_says_what_to_add() {
        assertThatThrownBy(() -> EngineClassPath.of(List.of(Path.of("/opt/libs/hadoop-aws-3.4.1.jar"))))
                .isInstanceOf(StepStartException.class)
                .hasMessage(
                        "There is no Spark on the test's class path (no spark-core_2.12-<version>.jar), so no Spark "
                                + "step can run. emr-harness-spark brings Spark with it: remove the exclusion of "
                                + "org.apache.spark, or add org.apache.spark:spark-sql_2.12 of the version that the release "
                                + "label has. For Spark 4 add io.github.emrharness:emr-harness-spark4.");
    }

    @Test
    void spark_for_another_scala_is_refused() {
        assertThatThrownBy(() -> EngineClassPath.of(List.of(Path.of("/opt/spark-core_2.13-3.5.5.jar"))))
                .isInstanceOf(StepStartException.class)
                .hasMessage(
                        "Steps on Spark 3 need a Spark for Scala 2.12, as Amazon EMR has it, but the test's class path "
                                + "has spark-core_2.13 3.5.5. Depend on org.apache.spark:spark-sql_2.12 instead.");
    }

    @Test
    void spark_4_without_its_part_of_the_harness_is_told_what_to_add() {
        assumeThat(TestSpark.SCALA).as("that part is here").isEqualTo("2.12");

        assertThatThrownBy(() -> EngineClassPath.of(List.of(Path.of("/opt/spark-core_2.13-4.0.1.jar"))))
                .isInstanceOf(StepStartException.class)
                .hasMessage("Steps on spark-core_2.13 4.0.1, which the test's class path has, need "
                        + "io.github.emrharness:emr-harness-spark4, which is not there. Add it, and exclude "
                        + "io.github.emrharness:emr-harness-spark from the dependency on emr-harness-junit5.");
    }

    @Test
    void two_sparks_are_refused() {
        assertThatThrownBy(() -> EngineClassPath.of(List.of(
                        Path.of("/opt/spark-core_2.13-4.0.1.jar"),
                        SPARK_CORE,
                        Path.of("/opt/scala-library-2.13.16.jar"))))
                .isInstanceOf(StepStartException.class)
                .hasMessage(
                        "The test's class path has two Sparks, spark-core_2.12 3.5.3 and spark-core_2.13 4.0.1, and a "
                                + "step can run on one only. For Spark 4 depend on io.github.emrharness:emr-harness-spark4 and "
                                + "exclude io.github.emrharness:emr-harness-spark from the dependency on emr-harness-junit5; for "
                                + "Spark 3.5 do without io.github.emrharness:emr-harness-spark4 and all of Spark for Scala 2.13.");
    }

    @Test
    void the_scala_of_another_bom_is_refused() {
        Path scala = REPOSITORY.resolve("org/scala-lang/scala-library/2.13.16/scala-library-2.13.16.jar");

        assertThatThrownBy(() -> EngineClassPath.of(List.of(SPARK_CORE, scala)))
                .isInstanceOf(StepStartException.class)
                .hasMessage(
                        "The test's class path has spark-core_2.12 3.5.3, which runs on Scala 2.12, but scala-library "
                                + "2.13.16. Import io.github.emrharness:emr-harness-bom in place of another BOM of EMR Harness, "
                                + "and leave the version of scala-library to it.");
    }
}
