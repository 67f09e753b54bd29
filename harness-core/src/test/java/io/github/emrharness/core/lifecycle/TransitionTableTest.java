package io.github.emrharness.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.StepState;

class TransitionTableTest {

    @Test
    void every_active_state_of_a_cluster_can_be_left_for_terminating_only_or_more() {
        assertThat(Arrays.stream(ClusterState.values())
                        .filter(state -> TransitionTable.CLUSTER.allows(state, ClusterState.TERMINATING)))
                .containsExactlyInAnyOrder(
                        ClusterState.STARTING, ClusterState.BOOTSTRAPPING, ClusterState.RUNNING, ClusterState.WAITING);
    }

    @Test
    void final_states() {
        assertThat(Arrays.stream(StepState.values()).filter(TransitionTable.STEP::isFinal))
                .containsExactlyInAnyOrder(
                        StepState.COMPLETED,
                        StepState.CANCELLED,
                        StepState.FAILED,
                        StepState.INTERRUPTED,
                        StepState.UNKNOWN_TO_SDK_VERSION);
    }

    @Test
    void a_forbidden_transition_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TransitionTable.STEP.require(StepState.COMPLETED, StepState.RUNNING, "Step s-1"))
                .withMessage("Step s-1 cannot go from COMPLETED to RUNNING");
    }
}
