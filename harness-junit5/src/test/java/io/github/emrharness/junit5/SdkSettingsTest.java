package io.github.emrharness.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class SdkSettingsTest {

    private static final String SET = "emr.harness.test.set";
    private static final String CLEARED = "emr.harness.test.cleared";
    private static final Map<String, Optional<String>> ONE = Map.of(SET, Optional.of("1"), CLEARED, Optional.empty());
    private static final Map<String, Optional<String>> TWO = Map.of(SET, Optional.of("2"), CLEARED, Optional.empty());

    private final SdkSettings settings = new SdkSettings();

    @BeforeEach
    void before() {
        System.setProperty(CLEARED, "mine");
    }

    @AfterEach
    void after() {
        System.clearProperty(SET);
        System.clearProperty(CLEARED);
    }

    @Test
    void the_last_of_those_who_agree_puts_everything_back() {
        SdkSettings.Lease first = settings.point("A", ONE, null);
        SdkSettings.Lease second = settings.point("B", ONE, null);
        first.close();
        assertProperties("1", null);
        second.close();
        second.close();
        assertProperties(null, "mine");
    }

    @Test
    void classes_that_run_at_the_same_time_must_agree() {
        SdkSettings.Lease first = settings.point("A", ONE, null);
        assertThatThrownBy(() -> settings.point("B", TWO, null))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("B and A run at the same time but need different harnesses (isolation, engineLogLevel,"
                        + " sparkMaster, progression, region or settings differ), and the AWS SDK of one JVM can be pointed to one"
                        + " harness only. Give both the same settings, or run them one after the other (@Isolated) or in"
                        + " several forks.");
        assertProperties("1", null);
        first.close();
        settings.point("B", TWO, null).close();
        assertProperties(null, "mine");
    }

    @Test
    void a_nested_class_may_want_something_else_than_the_one_around_it() {
        SdkSettings.Lease outer = settings.point("Outer", ONE, null);
        SdkSettings.Lease inner = settings.point("Inner", TWO, outer);
        assertProperties("2", null);
        assertThatThrownBy(() -> settings.point("Other", ONE, null)).hasMessageStartingWith("Other and Inner run");
        inner.close();
        assertProperties("1", null);
        outer.close();
        assertProperties(null, "mine");
    }

    private static void assertProperties(String set, String cleared) {
        assertThat(System.getProperty(SET)).isEqualTo(set);
        assertThat(System.getProperty(CLEARED)).isEqualTo(cleared);
    }
}
