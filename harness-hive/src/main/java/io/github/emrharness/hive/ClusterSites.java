package io.github.emrharness.hive;

import io.github.emrharness.spi.HarnessContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The {@code hive-site.xml} of what works for a cluster. */
final class ClusterSites {

    private static final String DEFAULT_FS = "fs.defaultFS";

    private final HarnessContext harness;
    private final Path shared;
    private final HiveMetastore metastore;

    ClusterSites(HarnessContext harness, Path shared, HiveMetastore metastore) {
        this.harness = harness;
        this.shared = shared;
        this.metastore = metastore;
    }

    /**
     * Gives one; waits for the metastore.
     *
     * @param own where the process may write
     * @param configured what the cluster and the step say
     * @param hdfs what leads to the cluster's HDFS, if it uses one
     */
    Map<String, String> of(String clusterId, Path own, Map<String, String> configured, Map<String, String> hdfs)
            throws IOException {
        Map<String, String> site = HiveProperties.ofProcess(harness, shared, own);
        site.putAll(hdfs);
        site.putAll(configured);
        if (hdfs.containsKey(DEFAULT_FS)) {
            // Nobody can know the address before the cluster runs.
            site.put(DEFAULT_FS, hdfs.get(DEFAULT_FS));
        }
        site.putAll(metastore.of(clusterId, hdfs).client());
        return site;
    }

    /** That of a process of this metastore, for which it does not wait. */
    Map<String, String> of(HiveMetastore.ForCluster reserved, Path own) {
        Map<String, String> site = HiveProperties.ofProcess(harness, shared, own);
        site.putAll(reserved.client());
        return site;
    }
}
