package io.github.emrharness.spi;

import java.io.IOException;
import java.util.List;

/**
 * The daemons on the nodes of the clusters; a {@linkplain Engine#capability capability}. Safe for use by many threads.
 */
public interface HadoopNodes {

    /** A daemon of Hadoop's on a core or task node. */
    enum Daemon {
        DATA_NODE,
        NODE_MANAGER
    }

    /**
     * A daemon on a node.
     *
     * @param node such as {@code core-1}, {@code task-1}, or {@code master} if it is alone
     */
    record NodeDaemon(String node, Daemon daemon, boolean isRunning) {}

    /**
     * The daemons in the order of the nodes' names. Starts HDFS and YARN if need be.
     *
     * @throws IOException if they cannot be started, or the cluster has ended
     */
    List<NodeDaemon> daemons(String clusterId) throws IOException;

    /**
     * Ends a daemon at once; what runs in it or is stored there is lost. Does nothing if it has ended.
     *
     * @throws IOException if there is no such daemon, or the cluster has ended
     */
    void kill(String clusterId, String node, Daemon daemon) throws IOException;
}
