package io.github.emrharness.hadoop;

import io.github.emrharness.spi.NodeLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The logs of the daemons, and the history of MapReduce jobs, in EMR's layout. */
final class DaemonLogs implements NodeLogs {

    private final HadoopClusters clusters;

    DaemonLogs(HadoopClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public boolean exist(String clusterId) {
        return clusters.isUsed(clusterId);
    }

    @Override
    public void collect(String clusterId, Path directory) throws IOException {
        Map<String, String> instances = clusters.instances(clusterId);
        Path logs = clusters.directory(clusterId).resolve("logs");
        for (Path log : filesBelow(logs)) {
            Path inNode = logs.relativize(log);
            String node = inNode.getName(0).toString();
            Path copy = directory
                    .resolve("node")
                    .resolve(instances.getOrDefault(node, node))
                    .resolve("applications")
                    .resolve(inNode.subpath(1, inNode.getNameCount()));
            Files.createDirectories(copy.getParent());
            Files.copy(log, copy);
        }
        Optional<DaemonProcess> process = clusters.running(clusterId);
        if (process.isPresent()) {
            process.get()
                    .request(
                            "collect-history",
                            Map.of(
                                    "cluster",
                                    clusterId,
                                    "directory",
                                    directory
                                            .resolve("hadoop-mapreduce")
                                            .resolve("history")
                                            .toString()));
        }
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
