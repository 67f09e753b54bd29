package io.github.emrharness.core.model;

/**
 * How often HDFS keeps each block where nobody configures it.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hdfs-config.html">HDFS configuration</a>
 */
public final class HdfsReplication {

    private HdfsReplication() {}

    /** The default of {@code dfs.replication} for a cluster that was created with so many core nodes. */
    public static int of(int coreNodes) {
        if (coreNodes >= 10) {
            return 3;
        }
        return coreNodes >= 4 ? 2 : 1;
    }
}
