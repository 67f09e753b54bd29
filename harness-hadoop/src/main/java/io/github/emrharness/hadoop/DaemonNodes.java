package io.github.emrharness.hadoop;

import io.github.emrharness.spi.HadoopNodes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells of the daemons, and kills them. */
final class DaemonNodes implements HadoopNodes {

    private static final Map<String, Daemon> BY_NAME =
            Map.of("datanode", Daemon.DATA_NODE, "nodemanager", Daemon.NODE_MANAGER);

    private final HadoopClusters clusters;

    DaemonNodes(HadoopClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<NodeDaemon> daemons(String clusterId) throws IOException {
        clusters.process(clusterId).request("yarn", Map.of("cluster", clusterId));
        Map<String, String> answer =
                new TreeMap<>(clusters.process(clusterId).requestMap("nodes", Map.of("cluster", clusterId)));
        return answer.entrySet().stream()
                .map(entry -> {
                    String[] parts = entry.getKey().split("/", 2);
                    return new NodeDaemon(
                            parts[0],
                            BY_NAME.getOrDefault(parts[1], Daemon.NODE_MANAGER),
                            Boolean.parseBoolean(entry.getValue()));
                })
                .toList();
    }

    @Override
    public void kill(String clusterId, String node, Daemon daemon) throws IOException {
        String name = daemon == Daemon.DATA_NODE ? "datanode" : "nodemanager";
        clusters.process(clusterId).request("kill-node", Map.of("cluster", clusterId, "node", node, "daemon", name));
    }
}
