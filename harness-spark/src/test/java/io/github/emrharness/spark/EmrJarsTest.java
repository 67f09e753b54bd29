package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmrJarsTest {

    private static final Path ICEBERG = Path.of("/repo/iceberg-spark-runtime-3.5_2.12-1.8.1.jar");
    private static final Path DELTA = Path.of("/repo/delta-spark_2.12-3.3.1.jar");
    private static final Path DELTA_STORAGE = Path.of("/repo/delta-storage-3.3.1.jar");
    private static final Path DYNAMODB = Path.of("/repo/delta-storage-s3-dynamodb-3.3.1.jar");
    private static final Path HUDI = Path.of("/repo/hudi-spark3.5-bundle_2.12-0.15.0.jar");
    private static final Path AVRO = Path.of("/repo/spark-avro_2.12-3.5.5.jar");

    private final EmrJars jars = new EmrJars(
            () -> List.of(
                    Path.of("/repo/hudi-spark-client-0.15.0.jar"), DYNAMODB, DELTA_STORAGE, DELTA, ICEBERG, HUDI, AVRO),
            SparkLine.SPARK_3,
            "3.5.5");
    private final EmrJars none = new EmrJars(List::of, SparkLine.SPARK_3, "3.5.5");

    @Test
    void paths_of_emr_lead_to_jars_of_the_test() throws Exception {
        Map<String, Path> expected = Map.of(
                "/usr/share/aws/iceberg/lib/iceberg-spark3-runtime.jar", ICEBERG,
                "/usr/share/aws/delta/lib/delta-core.jar", DELTA,
                "/usr/share/aws/delta/lib/delta-spark.jar", DELTA,
                "/usr/share/aws/delta/lib/delta-storage.jar", DELTA_STORAGE,
                "/usr/share/aws/delta/lib/delta-storage-s3-dynamodb.jar", DYNAMODB,
                "/usr/lib/hudi/hudi-spark-bundle.jar", HUDI,
                "/usr/lib/spark/external/lib/spark-avro.jar", AVRO,
                "/usr/lib/spark/connector/lib/spark-avro.jar", AVRO);

        for (var each : expected.entrySet()) {
            assertThat(jars.standingFor(each.getKey())).as(each.getKey()).contains(each.getValue());
            assertThat(jars.classPathEntry(each.getKey()))
                    .isEqualTo(each.getValue().toString());
        }
        assertThat(jars.standingFor("/usr/lib/spark/jars/spark-core.jar")).isEmpty();
    }

    @Test
    void a_jar_that_the_test_lacks_is_named_with_what_to_add() {
        assertThatThrownBy(() -> none.standingFor("/usr/share/aws/iceberg/lib/iceberg-spark3-runtime.jar"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(
                        "The jar /usr/share/aws/iceberg/lib/iceberg-spark3-runtime.jar is not here: clusters of EMR "
                                + "have it, this machine does not. Add org.apache.iceberg:iceberg-spark-runtime-3.5_2.12 to the "
                                + "test's class path, and the step gets that one.");
        assertThatThrownBy(() -> none.standingFor("/usr/lib/hudi/hudi-spark-bundle.jar"))
                .hasMessageContaining(" Add org.apache.hudi:hudi-spark3.5-bundle_2.12 to ");
        assertThatThrownBy(() -> none.standingFor("/usr/share/aws/delta/lib/delta-storage.jar"))
                .hasMessageContaining(" Add io.delta:delta-storage to ");
        assertThatThrownBy(() -> none.enabledBy("delta-defaults"))
                .hasMessageStartingWith("The jar that the classification delta-defaults asks for is not here: ")
                .hasMessageContaining(" Add io.delta:delta-spark_2.12 to ");
    }

    @Test
    void they_are_those_of_the_spark_on_the_class_path() {
        EmrJars spark4 = new EmrJars(List::of, SparkLine.SPARK_4, "4.0.1");

        assertThatThrownBy(() -> spark4.standingFor("/usr/share/aws/iceberg/lib/iceberg-spark3-runtime.jar"))
                .hasMessageContaining(" Add org.apache.iceberg:iceberg-spark-runtime-4.0_2.13 to ");
        assertThatThrownBy(() -> spark4.standingFor("/usr/lib/hudi/hudi-spark-bundle.jar"))
                .hasMessageContaining(" Add org.apache.hudi:hudi-spark4.0-bundle_2.13 to ");
        assertThatThrownBy(() -> spark4.standingFor("/usr/share/aws/delta/lib/delta-spark.jar"))
                .hasMessageContaining(" Add io.delta:delta-spark_2.13 to ");
        assertThatThrownBy(() -> spark4.standingFor("/usr/lib/spark/connector/lib/spark-avro.jar"))
                .hasMessageContaining(" Add org.apache.spark:spark-avro_2.13 to ");
    }

    @Test
    void a_class_path_may_name_what_is_not_there() {
        assertThat(none.classPathEntry("/usr/lib/hudi/hudi-spark-bundle.jar"))
                .isEqualTo("/usr/lib/hudi/hudi-spark-bundle.jar");
    }

    @Test
    void classifications_switch_table_formats_on() throws Exception {
        assertThat(jars.enabledBy("iceberg-defaults")).containsExactly(ICEBERG);
        assertThat(jars.enabledBy("delta-defaults")).containsExactly(DELTA, DELTA_STORAGE);
        assertThat(jars.enabledBy("spark-defaults")).isEmpty();
    }
}
