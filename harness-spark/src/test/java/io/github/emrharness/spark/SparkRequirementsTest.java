package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.StepStartException;
import org.junit.jupiter.api.Test;

class SparkRequirementsTest {

    private final SparkRequirements strict = new SparkRequirements(false);

    @Test
    void another_patch_version_is_fine() {
        assertThatCode(() -> strict.checkVersion("3.5.1", "emr-7.10.0")).doesNotThrowAnyException();
    }

    @Test
    void another_minor_version_is_refused_unless_allowed() {
        assertThatThrownBy(() -> strict.checkVersion("3.5.5", "emr-6.15.0"))
                .isInstanceOf(StepStartException.class)
                .hasMessage(
                        "The cluster's release emr-6.15.0 has Spark 3.4.1-amzn-2, but the test's class path has Spark "
                                + "3.5.5. Put Spark 3.4.x on the class path, choose a release label with Spark 3.5, or set "
                                + "emr.harness.spark.allowVersionMismatch=true to run the step on Spark 3.5.5 all the same.");
        assertThatCode(() -> new SparkRequirements(true).checkVersion("3.5.5", "emr-6.15.0"))
                .doesNotThrowAnyException();
    }

    @Test
    void another_major_version_comes_with_another_artefact() {
        assertThatThrownBy(() -> strict.checkVersion("3.5.5", "emr-spark-8.0.0"))
                .hasMessage(
                        "The cluster's release emr-spark-8.0.0 has Spark 4.0.2-amzn-0, but the test's class path has Spark "
                                + "3.5.5. Put Spark 4.0.x on the class path (with io.github.emrharness:emr-harness-spark4), "
                                + "choose a release label with Spark 3.5, or set "
                                + "emr.harness.spark.allowVersionMismatch=true to run the step on Spark 3.5.5 all the same.");
        assertThatThrownBy(() -> strict.checkVersion("4.0.1", "emr-7.10.0"))
                .hasMessageContaining(
                        " Put Spark 3.5.x on the class path (with io.github.emrharness:emr-harness-spark), choose ");
        assertThatCode(() -> strict.checkVersion("4.0.1", "emr-spark-8.0-preview"))
                .doesNotThrowAnyException();
    }

    @Test
    void java_24_is_refused() {
        assertThatCode(() -> SparkRequirements.checkJava(Runtime.Version.parse("21.0.2")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SparkRequirements.checkJava(Runtime.Version.parse("24.0.1")))
                .isInstanceOf(StepStartException.class)
                .hasMessage("Spark steps cannot run on Java 24: Hadoop 3.4 calls Subject.getSubject, which Java 24 has "
                        + "taken away. Run the tests with Java 17, as Amazon EMR 7 does, or any version below 24.");
    }
}
