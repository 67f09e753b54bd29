package io.github.emrharness.core.configuration;

import io.github.emrharness.core.model.HdfsReplication;
import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodeCounts;
import io.github.emrharness.spi.S3aProperties;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * What EMR configures by itself, as far as it means something here: what depends on the memory of real machines is left
 * out, and {@code fs.defaultFS} belongs to who runs an HDFS.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hdfs-config.html">HDFS configuration</a>
 */
final class EmrDefaults {

    private EmrDefaults() {}

    /**
     * Gives the properties by classification.
     *
     * @param environment that of the node, with the endpoint and the keys of the S3
     */
    static Map<String, Map<String, String>> of(NodeCounts counts, ClusterNode node, Map<String, String> environment) {
        return Map.of(
                "core-site", coreSite(node, environment),
                "hdfs-site",
                        Map.of(
                                "dfs.replication",
                                Integer.toString(HdfsReplication.of(counts.core())),
                                "dfs.blocksize",
                                "134217728"),
                "yarn-site",
                        Map.of(
                                "yarn.log-aggregation-enable", "true",
                                "yarn.resourcemanager.nodemanager-graceful-decommission-timeout-secs", "3600"),
                "mapred-site", Map.of("mapred.job.jvm.num.tasks", "20"),
                // Empty, but Hudi fails without it where HUDI_CONF_DIR is set.
                "hudi-defaults", Map.of());
    }

    private static Map<String, String> coreSite(ClusterNode node, Map<String, String> environment) {
        Map<String, String> coreSite = new TreeMap<>();
        coreSite.put("hadoop.tmp.dir", node.path("/mnt/var/lib/hadoop/tmp").toString());
        String endpoint = environment.get("AWS_ENDPOINT_URL_S3");
        if (endpoint != null) {
            coreSite.putAll(S3aProperties.of(
                    URI.create(endpoint),
                    environment.getOrDefault("AWS_REGION", ""),
                    environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                    environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                    node.path("/mnt/s3")));
        }
        return coreSite;
    }
}
