package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spi.ClusterInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

class MaximizedResourcesTest {

    private static final Map<String, String> YARN = Map.of("yarn.scheduler.maximum-allocation-mb", "12288");

    @Test
    void there_is_one_executor_for_each_core_and_task_node() {
        assertThat(MaximizedResources.onYarn(cluster(2, 1), YARN, Deployment.YARN_CLIENT, 16))
                .containsEntry("spark.executor.instances", "3")
                .containsEntry("spark.executor.cores", "4")
                .containsEntry("spark.default.parallelism", "24")
                // 12288 MB but for an application master of 512 + 384 MB; a tenth of the heap comes on top.
                .containsEntry("spark.executor.memory", "10356m");
    }

    @Test
    void a_driver_in_a_container_has_room_beside_the_executor() {
        assertThat(MaximizedResources.onYarn(cluster(1, 0), YARN, Deployment.YARN_CLUSTER, 16))
                .containsEntry("spark.executor.instances", "1")
                .containsEntry("spark.executor.memory", "9890m");
    }

    @Test
    void a_master_that_is_alone_has_the_executor_and_the_machine_gives_the_cores() {
        assertThat(MaximizedResources.onYarn(cluster(0, 0), YARN, Deployment.YARN_CLIENT, 2))
                .containsEntry("spark.executor.instances", "1")
                .containsEntry("spark.executor.cores", "2")
                .containsEntry("spark.default.parallelism", "4");
    }

    private static ClusterInfo cluster(int core, int task) {
        List<ClusterInfo.Node> nodes = new ArrayList<>(List.of(node(InstanceRoleType.MASTER)));
        for (int i = 0; i < core; i++) {
            nodes.add(node(InstanceRoleType.CORE));
        }
        for (int i = 0; i < task; i++) {
            nodes.add(node(InstanceRoleType.TASK));
        }
        return new ClusterInfo("j-1", "emr-7.10.0", List.of("Spark"), List.of(), nodes);
    }

    private static ClusterInfo.Node node(InstanceRoleType role) {
        return new ClusterInfo.Node(role, "i-1", "m5.xlarge", 4, 16 * 1024);
    }
}
