package io.github.emrharness.hive;

import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.MetastoreService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.emr.model.Configuration;

/** The configuration classifications of a cluster that concern its Hive steps. */
final class ClusterConfiguration {

    /** In the order in which Hive reads the files that they are written to: later ones win. */
    private static final List<String> APPLIED = List.of("core-site", "mapred-site", "tez-site", "hive-site");

    /** Of other applications: that a Hive step does not apply them is no news. */
    private static final Set<String> NONE_OF_HIVES = Set.of("spark", "spark-defaults", "spark-env", "spark-log4j2");

    /** They are in the environment of the step already. */
    private static final Set<String> EXPORTS = Set.of("hive-env", "hadoop-env");

    private ClusterConfiguration() {}

    /** The Hive properties of a cluster, for what is no step of it; none if there is no such cluster. */
    static Map<String, String> of(HarnessContext harness, String clusterId) {
        return harness.cluster(clusterId)
                .map(cluster -> properties(cluster.configurations(), note -> {}))
                .orElse(Map.of());
    }

    /**
     * Gives Hive properties.
     *
     * @param notes gets what is not applied, in sentences
     */
    static Map<String, String> properties(List<Configuration> configurations, Consumer<String> notes) {
        Map<String, String> properties = new TreeMap<>();
        for (String classification : APPLIED) {
            for (Configuration each : configurations) {
                if (classification.equals(each.classification())) {
                    each.properties().forEach((name, value) -> {
                        if (MetastoreService.isSelectedBy(name)) {
                            notes.accept("The harness has a metastore of its own: " + name + "=" + value + " of "
                                    + classification + " is not applied");
                        } else {
                            properties.put(name, value);
                        }
                    });
                }
            }
        }
        for (Configuration each : configurations) {
            String classification = each.classification();
            if (!APPLIED.contains(classification)
                    && !EXPORTS.contains(classification)
                    && !HiveLogging.CLASSIFICATIONS.contains(classification)
                    && !NONE_OF_HIVES.contains(classification)) {
                notes.accept("The cluster's configuration classification " + classification
                        + " is not applied to Hive steps");
            }
        }
        return properties;
    }
}
