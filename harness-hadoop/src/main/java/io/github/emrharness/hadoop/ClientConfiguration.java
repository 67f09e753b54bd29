package io.github.emrharness.hadoop;

import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration of one client of a cluster: the files of the cluster's own directory, below them what makes a small
 * cluster fast, and above them the addresses of its HDFS and YARN.
 */
final class ClientConfiguration {

    private static final String CORE = "core-site.xml";
    private static final String MAPRED = "mapred-site.xml";
    private static final String FRAMEWORK = "mapreduce.framework.name";
    private static final int MOST_LOCAL_TASKS = 4;

    /** How much of the cluster a program needs. */
    enum Needs {
        NOTHING,
        HDFS,
        /** HDFS, and YARN if MapReduce runs on it. */
        MAPREDUCE,
        YARN
    }

    private final HarnessContext harness;
    private final HadoopSettings settings;

    ClientConfiguration(HarnessContext harness, HadoopSettings settings) {
        this.harness = harness;
        this.settings = settings;
    }

    /**
     * Writes the files; waits for what of the cluster is needed.
     *
     * @param from the directory with the cluster's files
     * @param to an empty directory
     * @throws IOException if the cluster's HDFS or YARN cannot be had, or a file is wrong
     */
    void write(StepContext step, Path from, Path to, Needs needs) throws IOException {
        if (Files.isDirectory(from)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(from, Files::isRegularFile)) {
                for (Path file : files) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        Map<String, String> mapred = new TreeMap<>(mapredDefaults());
        mapred.putAll(SiteFile.read(from.resolve(MAPRED)));
        SiteFile.write(mapred, to.resolve(MAPRED));
        Map<String, String> core = new TreeMap<>(SiteFile.read(from.resolve(CORE)));
        core.putAll(cluster(step, needs, String.valueOf(mapred.get(FRAMEWORK))));
        SiteFile.write(core, to.resolve(CORE));
        for (String site : List.of("hdfs-site.xml", "yarn-site.xml")) {
            if (!Files.exists(to.resolve(site))) {
                SiteFile.write(Map.of(), to.resolve(site));
            }
        }
    }

    private Map<String, String> cluster(StepContext step, Needs needs, String framework) throws IOException {
        Optional<HadoopService> service = harness.hadoop();
        boolean needsYarn = needs == Needs.YARN
                || (needs == Needs.MAPREDUCE && framework.equals(HadoopSettings.Framework.YARN.property()));
        if (service.isEmpty() || needs == Needs.NOTHING) {
            return Map.of();
        }
        return needsYarn ? service.get().yarn(step.clusterId()) : service.get().hdfs(step.clusterId());
    }

    /** Weaker than anything that a cluster says. */
    private Map<String, String> mapredDefaults() {
        String tasks = Integer.toString(Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOCAL_TASKS));
        return Map.of(
                FRAMEWORK,
                settings.mapreduce().property(),
                // Hadoop asks every five seconds, and every second for the progress.
                "mapreduce.client.completion.pollinterval",
                "50",
                "mapreduce.client.progressmonitor.pollinterval",
                "50",
                // Each task allocates all of it at once.
                "mapreduce.task.io.sort.mb",
                "32",
                "mapreduce.local.map.tasks.maximum",
                tasks,
                "mapreduce.local.reduce.tasks.maximum",
                tasks);
    }
}
