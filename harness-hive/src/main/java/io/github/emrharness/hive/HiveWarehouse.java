package io.github.emrharness.hive;

import io.github.emrharness.spi.ClusterInfo;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.MetastoreService;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the databases of the clusters lie unless they say otherwise. */
final class HiveWarehouse {

    /**
     * As on EMR.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hive-differences.html">Hive on EMR</a>
     */
    private static final String IN_HDFS = "hdfs:///user/hive/warehouse";

    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][-+.\\w]*:.*");

    private final HarnessContext harness;
    private final HiveHdfs hdfs;
    private final Path local;

    /**
     * Takes what it depends on.
     *
     * @param local the directory for the clusters that use no HDFS
     */
    HiveWarehouse(HarnessContext harness, HiveHdfs hdfs, Path local) {
        this.harness = harness;
        this.hdfs = hdfs;
        this.local = local;
    }

    /** What the cluster's {@code hive-site} says, if anything. */
    static Optional<String> configured(ClusterInfo cluster) {
        return Optional.ofNullable(ClusterConfiguration.properties(cluster.configurations(), note -> {})
                .get(MetastoreService.WAREHOUSE));
    }

    /**
     * What the cluster's configuration says, else EMR's directory of the HDFS if the cluster has one, else a directory of this
     * machine. Starts nothing.
     *
     * @throws FileNotFoundException if the configuration names an HDFS, and there is none
     */
    String of(String clusterId) throws FileNotFoundException {
        String configured =
                harness.cluster(clusterId).flatMap(HiveWarehouse::configured).orElse("");
        hdfs.check(configured);
        if (WITH_SCHEME.matcher(configured).matches()) {
            return configured;
        }
        boolean inHdfs = hdfs.keepsTablesIn(clusterId);
        if (configured.isEmpty()) {
            return inHdfs ? IN_HDFS : HiveProperties.uri(local.resolve(clusterId));
        }
        // A path of the default file system; without an HDFS it is one below the directory of the cluster.
        return inHdfs
                ? "hdfs://" + configured
                : HiveProperties.uri(Path.of(local.resolve(clusterId) + "/" + configured));
    }
}
