package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DaemonSettingsTest {

    @Test
    void two_nodes_are_played_where_nothing_is_said() {
        assertThat(DaemonSettings.of(Map.of())).isEqualTo(new DaemonSettings(2));
        assertThat(DaemonSettings.of(Map.of("emr.harness.hadoop.maxNodes", "5")))
                .isEqualTo(new DaemonSettings(5));
    }

    @Test
    void what_is_no_number_of_nodes_is_refused() {
        assertThatThrownBy(() -> DaemonSettings.of(Map.of("emr.harness.hadoop.maxNodes", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("emr.harness.hadoop.maxNodes must be a whole number from 1, but was: 0");
    }
}
