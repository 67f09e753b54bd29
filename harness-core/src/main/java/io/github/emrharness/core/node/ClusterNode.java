package io.github.emrharness.core.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of a cluster's node, laid out as there below a root of the cluster's own: those of the master, on which
 * steps run, and those of a worker while it is set up. All nodes are this machine; what runs on a worker later, such as
 * a container, has the directories of the master.
 *
 * @param root stands for {@code /}
 */
public record ClusterNode(Path root) {

    /**
     * The master.
     *
     * @param clusters holds a directory for each cluster
     */
    public static ClusterNode of(Path clusters, String clusterId) {
        return new ClusterNode(clusters.resolve(clusterId));
    }

    /** A core or task node of the cluster whose master this is. */
    public ClusterNode worker(String ec2InstanceId) {
        return new ClusterNode(path("/emr/nodes").resolve(ec2InstanceId));
    }

    /** What stands for a path of the node. */
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
