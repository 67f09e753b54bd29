package io.github.emrharness;

import io.github.emrharness.spi.HadoopNodes;
import io.github.emrharness.spi.HadoopNodes.Daemon;
import io.github.emrharness.spi.HadoopNodes.NodeDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node of a cluster's Hadoop, whose daemons a test can kill. A real machine that is lost takes its data node and its node
 * manager with it: {@link #kill()}. HDFS and YARN then go on as they would there; nothing brings the node back.
 */
public final class ClusterNode {

    private final EmrHarness harness;
    private final String clusterId;
    private final String name;

    private ClusterNode(EmrHarness harness, String clusterId, String name) {
        this.harness = harness;
        this.clusterId = clusterId;
        this.name = name;
    }

    static List<ClusterNode> of(EmrHarness harness, String clusterId) {
        return daemons(harness, clusterId).stream()
                .map(NodeDaemon::node)
                .distinct()
                .map(name -> new ClusterNode(harness, clusterId, name))
                .toList();
    }

    private static List<NodeDaemon> daemons(EmrHarness harness, String clusterId) {
        try {
            return HadoopPorts.require(harness, HadoopNodes.class).daemons(clusterId);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Such as {@code core-1} or {@code task-1}; {@code master} if it is the only node. */
    public String name() {
        return name;
    }

    /** The daemons that run on it now: data nodes on core nodes, node managers on core and task nodes. */
    public Set<Daemon> running() {
        return daemons(harness, clusterId).stream()
                .filter(daemon -> daemon.node().equals(name) && daemon.isRunning())
                .map(NodeDaemon::daemon)
                .collect(Collectors.toSet());
    }

    /** Ends all daemons of the node at once, as the loss of the machine does. */
    public void kill() {
        running().forEach(this::kill);
    }

    /** Ends a daemon at once; what runs in it or is stored there is lost. */
    public void kill(Daemon daemon) {
        try {
            HadoopPorts.require(harness, HadoopNodes.class).kill(clusterId, name, daemon);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "node " + name + " of cluster " + clusterId;
    }
}
