package io.github.emrharness.spark;

import io.github.emrharness.spi.ClusterInfo;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/**
 * What EMR computes for {@code maximizeResourceAllocation} of the classification {@code spark}: one executor for each core and
 * task node, as large as the node's part for YARN, and twice as many partitions as there are cores. The memory of the driver
 * stays, since it is in the JVM of the test or in a container beside an executor, for which room is left.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-configure.html#emr-spark-maximizeresourceallocation">
 *     Using maximizeResourceAllocation</a>
 */
final class MaximizedResources {

    private static final String NODE_MEMORY = "yarn.scheduler.maximum-allocation-mb";
    private static final String PARALLELISM = "spark.default.parallelism";

    /** Spark's own for an application master without a driver. */
    private static final int MASTER_MB = 512;

    /** Spark's own for a driver. */
    private static final int DRIVER_MB = 1024;

    /** Spark asks YARN for this much more than the heap, or for a tenth of the heap if that is more. */
    private static final int LEAST_OVERHEAD_MB = 384;

    private static final int OVERHEAD_DIVISOR = 10;

    private MaximizedResources() {}

    /** With a local master, which is one executor of that many cores. */
    static Map<String, String> local(int cores) {
        return Map.of(PARALLELISM, String.valueOf(2 * cores));
    }

    /**
     * On the cluster's YARN.
     *
     * @param yarn what clients of the YARN must set
     * @param processors of this machine
     */
    static Map<String, String> onYarn(
            ClusterInfo cluster, Map<String, String> yarn, Deployment deployment, int processors) {
        int workers = cluster.count(InstanceRoleType.CORE) + cluster.count(InstanceRoleType.TASK);
        int executors = Math.max(1, workers);
        int vCpu = cluster.nodes().stream()
                .filter(node -> workers == 0 || node.role() != InstanceRoleType.MASTER)
                .mapToInt(ClusterInfo.Node::vCpu)
                .filter(count -> count > 0)
                .min()
                .orElse(processors);
        int cores = Math.min(vCpu, processors);
        Map<String, String> properties = new TreeMap<>();
        properties.put("spark.executor.instances", String.valueOf(executors));
        properties.put("spark.executor.cores", String.valueOf(cores));
        properties.put(PARALLELISM, String.valueOf(2 * cores * executors));
        String memory = yarn.get(NODE_MEMORY);
        if (memory != null) {
            int master = deployment == Deployment.YARN_CLUSTER ? DRIVER_MB : MASTER_MB;
            int left = Integer.parseInt(memory.trim()) - master - LEAST_OVERHEAD_MB;
            int heap = Math.min(left - LEAST_OVERHEAD_MB, left * OVERHEAD_DIVISOR / (OVERHEAD_DIVISOR + 1));
            properties.put("spark.executor.memory", Math.max(heap, DRIVER_MB) + "m");
        }
        return properties;
    }
}
