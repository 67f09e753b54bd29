package io.github.emrharness.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseCheckTest {

    private final ReleaseCheck check = new ReleaseCheck(Optional.of("3.5.5"));

    @Test
    void another_patch_version_of_spark_will_do() {
        assertThatCode(() -> check.check("emr-7.0.0")).doesNotThrowAnyException();
    }

    @Test
    void another_minor_version_of_spark_will_not() {
        assertThatThrownBy(() -> check.check("emr-6.15.0"))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(
                        "The release emr-6.15.0 has Spark 3.4.1, but this is Spark 3.5.5. Choose a release with Spark 3.5, such as emr-7.");
    }
}
