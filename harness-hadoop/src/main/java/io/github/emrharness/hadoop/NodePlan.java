package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.tools.Node;
import io.github.emrharness.spi.ClusterInfo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
                plan.add(node(name(role, i + 1), role, nodes.get(i)));
            }
        });
        return plan;
    }

    /** The EC2 ids of the nodes that are played, and of the master, by their names; without those not launched yet. */
    Map<String, String> instances(ClusterInfo cluster) {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<InstanceRoleType, Integer> numbers = new EnumMap<>(InstanceRoleType.class);
        for (ClusterInfo.Node node : cluster.nodes()) {
            int number = numbers.merge(node.role(), 1, Integer::sum);
            if (!node.ec2InstanceId().isEmpty()) {
                ids.putIfAbsent(name(node.role(), number), node.ec2InstanceId());
            }
        }
        return ids;
    }

    private static String name(InstanceRoleType role, int number) {
        return role == InstanceRoleType.MASTER ? "master" : role.toString().toLowerCase(Locale.ROOT) + "-" + number;
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
