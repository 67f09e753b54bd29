package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.ModifyClusterResponse;
import software.amazon.awssdk.services.emr.model.SetUnhealthyNodeReplacementRequest;

/** What can be set on a cluster and is only told again. */
class ClusterAttributesTest {

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private static SetUnhealthyNodeReplacementRequest replace(String cluster, boolean value) {
        return SetUnhealthyNodeReplacementRequest.builder()
                .jobFlowIds(cluster)
                .unhealthyNodeReplacement(value)
                .build();
    }

    @Test
    void unhealthy_nodes_are_replaced_unless_it_is_switched_off() {
        String byDefault = emr.run();
        String off = emr.run(request -> request.instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .unhealthyNodeReplacement(false)
                .instanceGroups(group(InstanceRoleType.MASTER, 1))));

        assertThat(emr.describe(byDefault).unhealthyNodeReplacement()).isTrue();
        assertThat(emr.describe(off).unhealthyNodeReplacement()).isFalse();

        emr.service().execute(replace(byDefault, false));
        emr.service().execute(replace(off, true));

        assertThat(emr.describe(byDefault).unhealthyNodeReplacement()).isFalse();
        assertThat(emr.describe(off).unhealthyNodeReplacement()).isTrue();
    }

    @Test
    void up_to_release_7_0_protection_keeps_unhealthy_nodes_unless_it_is_set() {
        String old = emr.run(request -> request.releaseLabel("emr-7.0.0"));
        String newer = emr.run(request -> request.releaseLabel("emr-7.1.0"));
        emr.protect(old, true);
        emr.protect(newer, true);

        assertThat(emr.describe(old).unhealthyNodeReplacement()).isFalse();
        assertThat(emr.describe(newer).unhealthyNodeReplacement()).isTrue();

        emr.service().execute(replace(old, true));

        assertThat(emr.describe(old).unhealthyNodeReplacement()).isTrue();
    }

    @Test
    void unhealthy_node_replacement_of_an_ended_or_unknown_cluster_is_not_set() {
        String ended = emr.run();
        emr.terminate(ended);

        emr.assertRefused(
                replace(ended, true),
                "ValidationException",
                "A job flow that is shutting down, terminated, or finished may not be modified.");
        emr.assertRefused(replace("j-NOSUCHCLUSTER", true), "ValidationException", "Specified job flow ID not valid.");
    }

    @Test
    void modify_cluster_tells_what_is_set_and_leaves_the_rest() {
        String cluster = emr.run(request -> request.stepConcurrencyLevel(3));
        assertThat(emr.describe(cluster).extendedSupport()).isNull();

        ModifyClusterResponse extended = emr.call(
                ModifyClusterRequest.builder()
                        .clusterId(cluster)
                        .extendedSupport(true)
                        .build(),
                ModifyClusterResponse.class);
        ModifyClusterResponse levelled = emr.call(
                ModifyClusterRequest.builder()
                        .clusterId(cluster)
                        .stepConcurrencyLevel(4)
                        .build(),
                ModifyClusterResponse.class);

        assertThat(extended.stepConcurrencyLevel()).isEqualTo(3);
        assertThat(extended.extendedSupport()).isTrue();
        assertThat(levelled.stepConcurrencyLevel()).isEqualTo(4);
        assertThat(levelled.extendedSupport()).isTrue();
        assertThat(emr.describe(cluster).extendedSupport()).isTrue();
    }

    @Test
    void an_ended_cluster_is_not_modified_even_if_nothing_is_asked() {
        String ended = emr.run();
        emr.terminate(ended);

        emr.assertRefused(
                ModifyClusterRequest.builder().clusterId(ended).build(),
                "InvalidRequestException",
                "A job flow that is shutting down, terminated, or finished may not be modified.");
    }
}
