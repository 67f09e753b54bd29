package io.github.emrharness.core.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of a cluster's master node, laid out as there below a root of the cluster's own. The core and task
 * nodes have none: they are this machine, too.
 *
 * @param root stands for {@code /}
 */
public record MasterNode(Path root) {

    /**
     * @param clusters holds a directory for each cluster
     */
    public static MasterNode of(Path clusters, String clusterId) {
        return new MasterNode(clusters.resolve(clusterId));
    }

    /** What stands for a path of the master. */
    public Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    public Path home() {
        return path("/home/hadoop");
    }

    public Path temporary() {
        return path("/mnt/tmp");
    }

    /** Holds {@code instance.json} and {@code job-flow.json}. */
    public Path info() {
        return path("/mnt/var/lib/info");
    }

    public Path stepDirectory(String stepId) {
        return path("/mnt/var/lib/hadoop/steps").resolve(stepId);
    }

    public Path stepLogs(String stepId) {
        return path("/mnt/var/log/hadoop/steps").resolve(stepId);
    }

    /**
     * @param number 1 for the first bootstrap action
     */
    public Path bootstrapActionDirectory(int number) {
        return path("/emr/instance-controller/lib/bootstrap-actions").resolve(Integer.toString(number));
    }

    public Path bootstrapActionLogs(int number) {
        return path("/mnt/var/log/bootstrap-actions").resolve(Integer.toString(number));
    }

    /** Makes what every process finds. */
    public void create() throws IOException {
        Files.createDirectories(home());
        Files.createDirectories(temporary());
    }
}
