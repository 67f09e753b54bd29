package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.ClusterNode;
import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.spi.HadoopNodes.Daemon;
import io.github.emrharness.spi.HadoopService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.StepState;

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
    void a_step_that_writes_to_a_full_hdfs_fails() {
        // Of each disk; more than there is.
        Configuration full = hdfsSite(Map.of("dfs.datanode.du.reserved", Long.toString(Long.MAX_VALUE)));
        try (Emr emr = Emr.start(
                harness,
                ClusterSpec.named("full").withLogUri("s3://{bucket}/logs/").withConfigurations(List.of(full)))) {
            emr.s3().put("a.txt", "not at all");

            StepHandle copy =
                    emr.submit(StepSpec.command("hadoop", "fs", "-cp", emr.s3().uri("a.txt"), "hdfs:///a.txt"));

            assertThat(copy.await(Duration.ofMinutes(2)).state())
                    .as(copy.describe())
                    .isEqualTo(StepState.FAILED);
            assertThat(copy.failureDetails())
                    .hasValue(FailureDetails.builder()
                            .reason("Unknown Error")
                            .message("cp: File /a.txt._COPYING_ could only be written to 0 of the 1 minReplication"
                                    + " nodes. There are 2 datanode(s) running and 2 node(s) are excluded in this"
                                    + " operation.")
                            .logFile(emr.s3().uri("logs/" + emr.clusterId() + "/steps/" + copy.id() + "/stderr.gz"))
                            .build());
        }
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
                harness, SharedHarness.cluster(harness, instances, hdfsSite(hdfsSite)), Duration.ofMinutes(2));
    }

    private static Configuration hdfsSite(Map<String, String> properties) {
        return Configuration.builder()
                .classification("hdfs-site")
                .properties(properties)
                .build();
    }
}
