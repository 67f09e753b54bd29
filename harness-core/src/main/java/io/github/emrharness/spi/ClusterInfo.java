package io.github.emrharness.spi;

import java.util.List;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/**
 * A cluster at one moment, as far as an engine needs to know it.
 *
 * @param applications as EMR names them
 * @param configurations the configuration classifications of the cluster, as given
 * @param nodes the instances that have not ended, in the order of their launch within their group or fleet; before the first
 *     one is launched, those that were asked for
 */
public record ClusterInfo(
        String clusterId,
        String releaseLabel,
        List<String> applications,
        List<Configuration> configurations,
        List<Node> nodes) {

    public ClusterInfo {
        applications = List.copyOf(applications);
        configurations = List.copyOf(configurations);
        nodes = List.copyOf(nodes);
    }

    /**
     * An instance.
     *
     * @param ec2InstanceId EC2's id; empty before it is launched
     * @param instanceType such as {@code m5.xlarge}
     * @param vCpu 0 if the type is not in the catalogue
     * @param memoryMb in MiB; 0 if the type is not in the catalogue
     */
    public record Node(InstanceRoleType role, String ec2InstanceId, String instanceType, int vCpu, int memoryMb) {}

    /** How many nodes have that role. */
    public int count(InstanceRoleType role) {
        return (int) nodes.stream().filter(node -> node.role() == role).count();
    }
}
