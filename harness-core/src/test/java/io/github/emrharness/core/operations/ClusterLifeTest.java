package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsRequest;

/** Ends of clusters that no scenario tells of. */
class ClusterLifeTest {

    private static final ClusterStateChangeReason COMPLETED =
            reason(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED, "Steps completed");

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void a_transient_cluster_without_steps_ends_at_once() {
        assertThat(emr.state(emr.run(EmrFixture::transientCluster))).isEqualTo(ClusterState.TERMINATED);
    }

    @Test
    void taking_keep_alive_away_ends_a_waiting_cluster() {
        String cluster = emr.run();

        emr.service()
                .execute(SetKeepJobFlowAliveWhenNoStepsRequest.builder()
                        .jobFlowIds(cluster)
                        .keepJobFlowAliveWhenNoSteps(false)
                        .build());

        assertThat(emr.describe(cluster).status().state()).isEqualTo(ClusterState.TERMINATED);
        assertThat(emr.describe(cluster).status().stateChangeReason()).isEqualTo(COMPLETED);
        assertThat(emr.describe(cluster).autoTerminate()).isTrue();
    }

    private static ClusterStateChangeReason reason(ClusterStateChangeReasonCode code, String message) {
        return ClusterStateChangeReason.builder().code(code).message(message).build();
    }
}
