package io.github.emrharness.core.model;

import java.util.List;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/**
 * A cluster whose nodes are to be set up.
 *
 * @param nodes all that EC2 has launched, a master among them
 */
public record BootstrapTask(ClusterDefinition cluster, List<BootstrapNode> nodes) {

    public BootstrapTask {
        nodes = List.copyOf(nodes);
    }

    /** The EC2 instance that the steps will run on. */
    public String masterInstanceId() {
        return instanceIds(InstanceRoleType.MASTER).get(0);
    }

    /** The EC2 instances with a role. */
    public List<String> instanceIds(InstanceRoleType role) {
        return nodes.stream()
                .filter(node -> node.role() == role)
                .map(BootstrapNode::ec2InstanceId)
                .toList();
    }
}
