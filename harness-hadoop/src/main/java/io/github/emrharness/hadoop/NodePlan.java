package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.tools.Node;
import io.github.emrharness.spi.ClusterInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/**
 * Which nodes of a cluster are played: its core nodes, then its task nodes, up to a limit. Core nodes run a data node and a
 * node manager, task nodes only a node manager; the master runs both if it is alone.
 */
final class NodePlan {

    /** Of a type that is not in the catalogue, those of an {@code m5.xlarge}. */
    private static final int USUAL_MEMORY_MB = 16 * 1024;

    private static final int USUAL_CORES = 4;

    /** What EMR leaves to the node itself: a quarter of the memory, but no more than this. */
    private static final int MOST_RESERVED_MB = 8 * 1024;

    private final int maxNodes;
    private final int processors;
    private final int machineMemoryMb;

    /**
     * @param maxNodes how many nodes are played at most
     * @param processors of this machine
     * @param machineMemoryMb of this machine
     */
    NodePlan(int maxNodes, int processors, int machineMemoryMb) {
        this.maxNodes = maxNodes;
        this.processors = processors;
        this.machineMemoryMb = machineMemoryMb;
    }

    List<Node> of(ClusterInfo cluster) {
        List<Node> plan = new ArrayList<>();
        Map<InstanceRoleType, List<ClusterInfo.Node>> byRole = new LinkedHashMap<>();
        byRole.put(InstanceRoleType.CORE, new ArrayList<>());
        byRole.put(InstanceRoleType.TASK, new ArrayList<>());
        byRole.put(InstanceRoleType.MASTER, new ArrayList<>());
        cluster.nodes().forEach(node -> byRole.computeIfAbsent(node.role(), role -> new ArrayList<>())
                .add(node));
        byRole.forEach((role, nodes) -> {
            if (role == InstanceRoleType.MASTER && !plan.isEmpty()) {
                return;
            }
            for (int i = 0; i < nodes.size() && plan.size() < maxNodes; i++) {
                String name = role == InstanceRoleType.MASTER
                        ? "master"
                        : role.toString().toLowerCase(java.util.Locale.ROOT) + "-" + (i + 1);
                plan.add(node(name, role, nodes.get(i)));
            }
        });
        return plan;
    }

    private Node node(String name, InstanceRoleType role, ClusterInfo.Node node) {
        int memory = node.memoryMb() == 0 ? USUAL_MEMORY_MB : node.memoryMb();
        int cores = node.vCpu() == 0 ? USUAL_CORES : node.vCpu();
        return new Node(
                name,
                role != InstanceRoleType.TASK,
                Math.min(memory - Math.min(memory / 4, MOST_RESERVED_MB), machineMemoryMb),
                Math.min(cores, processors));
    }
}
