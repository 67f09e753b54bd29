package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.Configuration;

class ClusterConfigurationTest {

    private final List<String> notes = new ArrayList<>();

    @Test
    void hive_site_wins_over_the_files_that_are_read_before_it() {
        assertThat(properties(site("hive-site", Map.of("a", "hive")), site("core-site", Map.of("a", "core", "b", "1"))))
                .isEqualTo(Map.of("a", "hive", "b", "1"));
        assertThat(notes).isEmpty();
    }

    @Test
    void another_metastore_is_not_applied_and_said_so() {
        assertThat(properties(site("hive-site", Map.of("javax.jdo.option.ConnectionURL", "jdbc:mysql://db/hive"))))
                .isEmpty();
        assertThat(notes)
                .containsExactly("The harness has a metastore of its own: javax.jdo.option.ConnectionURL="
                        + "jdbc:mysql://db/hive of hive-site is not applied");
    }

    @Test
    void what_is_not_known_is_said() {
        assertThat(properties(
                        site("presto-config", Map.of()),
                        site("hive-env", Map.of()),
                        site("hive-log4j2", Map.of()),
                        site("spark-defaults", Map.of("spark.x", "1"))))
                .isEmpty();
        assertThat(notes)
                .containsExactly(
                        "The cluster's configuration classification presto-config is not applied to Hive steps");
    }

    private Map<String, String> properties(Configuration... configurations) {
        return ClusterConfiguration.properties(List.of(configurations), notes::add);
    }

    private static Configuration site(String classification, Map<String, String> properties) {
        return Configuration.builder()
                .classification(classification)
                .properties(properties)
                .build();
    }
}
