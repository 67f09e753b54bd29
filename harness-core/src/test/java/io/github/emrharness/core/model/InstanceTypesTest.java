package io.github.emrharness.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceTypesTest {

    private final InstanceTypes types = InstanceTypes.load();

    @Test
    void a_type_is_told_as_emr_tells_it() {
        assertThat(types.find("m5.xlarge"))
                .contains(new InstanceType(
                        "m5.xlarge", 4, 16, 0, 0, "GENERAL_CURRENT_GEN", "X86_64", true, true, true, true));
        assertThat(types.find("m5.nonsense")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "m5.xlarge, emr-5.12.0, false",
        "m5.xlarge, emr-5.13.0, true",
        "m5.xlarge, emr-7.10.0, true",
        // Not in the catalogue: they count as 7.13.0.
        "m8g.xlarge, emr-7.14.0, true",
        "m8g.xlarge, emr-spark-8.0.0, true",
        "m6g.xlarge, emr-5.29.0, false",
        "m6g.xlarge, emr-5.30.0, true",
        "r7g.large, emr-7.13.0, false"
    })
    void a_release_supports_types_of_its_time(String type, String label, boolean supported) {
        assertThat(types.isSupported(type, release(label))).isEqualTo(supported);
    }

    @Test
    void every_known_release_supports_some_types() {
        Releases releases = Releases.load();

        assertThat(releases.labels()).allSatisfy(label -> assertThat(
                        types.supportedBy(releases.find(label).orElseThrow()))
                .extracting(InstanceType::name)
                .contains("m4.xlarge"));
        assertThat(types.supportedBy(release("emr-7.13.0"))).hasSize(731);
    }

    @ParameterizedTest
    @CsvSource({"m1.small, 1", "m1.medium, 2", "m4.large, 4", "m5.xlarge, 8", "m5.2xlarge, 16", "r5.24xlarge, 192"})
    void hours_are_normalized_by_size(String type, int factor) {
        assertThat(types.find(type).orElseThrow().normalizationFactor()).isEqualTo(factor);
    }

    private static Release release(String label) {
        return new Release(label, Map.of());
    }
}
