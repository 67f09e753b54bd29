package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.ClusterNode;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.spi.HadoopNodes.Daemon;
import io.github.emrharness.spi.HadoopService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;

class ClusterNodeTest {

    private final EmrHarness harness = SharedHarness.get();

    @Test
    void hdfs_goes_on_without_a_node_and_says_so_without_any() {
        ClusterHandle cluster = cluster(3, Map.of("dfs.replication", "2", "dfs.client.block.write.retries", "1"));
        List<ClusterNode> nodes = cluster.nodes();
        cluster.hdfs().put("/kept", "twice");

        assertThat(nodes).extracting(ClusterNode::name).containsExactly("core-1", "core-2");
        nodes.get(0).kill();

        assertThat(nodes.get(0).running()).isEmpty();
        assertThat(nodes.get(1).running()).containsExactlyInAnyOrder(Daemon.DATA_NODE, Daemon.NODE_MANAGER);
        assertThat(cluster.hdfs().text("/kept")).isEqualTo("twice");
        cluster.hdfs().put("/later", "once");
        assertThat(cluster.hdfs().text("/later")).isEqualTo("once");

        nodes.get(1).kill(Daemon.DATA_NODE);
        assertThat(nodes.get(1).running()).containsExactly(Daemon.NODE_MANAGER);
        assertThatThrownBy(() -> cluster.hdfs().put("/never", "not at all"))
                .isInstanceOf(UncheckedIOException.class)
                // Before and after the name node has noticed.
                .hasMessageMatching("(?s)Unable to create new block\\."
                        + "|.*could only be written to 0 of the 1 minReplication nodes\\..*");
        cluster.terminate();
    }

    @Test
    void a_replication_that_cannot_be_reached_is_refused_where_the_minimum_is_higher() {
        ClusterHandle cluster = cluster(2, Map.of("dfs.namenode.replication.min", "2", "dfs.replication", "2"));

        assertThatThrownBy(() -> cluster.hdfs().put("/never", "not at all"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could only be written to 1 of the 2 minReplication nodes.");
        cluster.terminate();
    }

    @Test
    void a_node_that_a_cluster_gets_later_joins_its_hdfs_and_yarn() throws IOException {
        ClusterHandle cluster = cluster(2, Map.of());
        assertThat(cluster.nodes()).extracting(ClusterNode::name).containsExactly("core-1");
        ListInstanceGroupsResponse groups = (ListInstanceGroupsResponse) harness.service()
                .execute(ListInstanceGroupsRequest.builder()
                        .clusterId(cluster.id())
                        .build());
        String core = groups.instanceGroups().stream()
                .filter(group -> group.instanceGroupType() == InstanceGroupType.CORE)
                .findFirst()
                .orElseThrow()
                .id();
        harness.service()
                .execute(ModifyInstanceGroupsRequest.builder()
                        .clusterId(cluster.id())
                        .instanceGroups(group -> group.instanceGroupId(core).instanceCount(2))
                        .build());
        // The harness does that by itself, in the background; twice does no harm.
        ((HadoopClusters) harness.capability(HadoopService.class).orElseThrow()).grow(cluster.id());

        assertThat(cluster.nodes()).extracting(ClusterNode::name).containsExactly("core-1", "core-2");
        assertThat(cluster.nodes().get(1).running()).containsExactlyInAnyOrder(Daemon.DATA_NODE, Daemon.NODE_MANAGER);
        cluster.terminate();
    }

    private ClusterHandle cluster(int instances, Map<String, String> hdfsSite) {
        return ClusterHandle.of(
                harness,
                SharedHarness.cluster(
                        harness,
                        instances,
                        Configuration.builder()
                                .classification("hdfs-site")
                                .properties(hdfsSite)
                                .build()),
                Duration.ofMinutes(2));
    }
}
