package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.hadoop.tools.Node;
import io.github.emrharness.spi.ClusterInfo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

class NodePlanTest {

    private static final ClusterInfo.Node MASTER =
            new ClusterInfo.Node(InstanceRoleType.MASTER, "i-0", "m5.xlarge", 4, 16384);
    private static final ClusterInfo.Node CORE =
            new ClusterInfo.Node(InstanceRoleType.CORE, "i-1", "m5.xlarge", 4, 16384);
    private static final ClusterInfo.Node TASK =
            new ClusterInfo.Node(InstanceRoleType.TASK, "i-2", "m5.4xlarge", 16, 65536);

    private final NodePlan plan = new NodePlan(3, 8, 1 << 20);

    @Test
    void core_nodes_store_and_compute_and_task_nodes_compute() {
        assertThat(plan.of(cluster(MASTER, TASK, CORE)))
                .containsExactly(new Node("core-1", true, 12288, 4), new Node("task-1", false, 57344, 8));
    }

    @Test
    void a_master_that_is_alone_does_both() {
        assertThat(plan.of(cluster(MASTER))).containsExactly(new Node("master", true, 12288, 4));
    }

    @Test
    void no_more_nodes_are_played_than_the_limit() {
        assertThat(plan.of(cluster(MASTER, CORE, CORE, CORE, CORE, TASK)))
                .extracting(Node::name)
                .containsExactly("core-1", "core-2", "core-3");
    }

    @Test
    void no_node_has_more_than_this_machine() {
        assertThat(new NodePlan(1, 2, 8000).of(cluster(MASTER, TASK)))
                .containsExactly(new Node("task-1", false, 8000, 2));
    }

    @Test
    void an_instance_type_that_is_not_in_the_catalogue_counts_as_an_m5_xlarge() {
        assertThat(plan.of(cluster(new ClusterInfo.Node(InstanceRoleType.MASTER, "", "x9.huge", 0, 0))))
                .containsExactly(new Node("master", true, 12288, 4));
    }

    private static ClusterInfo cluster(ClusterInfo.Node... nodes) {
        return new ClusterInfo(
                "j-1", "emr-7.10.0", List.of(), List.of(), Stream.of(nodes).toList());
    }
}
