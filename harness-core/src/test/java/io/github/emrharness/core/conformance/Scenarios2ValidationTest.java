package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.operations.IamRoles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.StepState;

/** Scenarios 8 to 21: clusters that are refused. */
@Timeout(120)
class Scenarios2ValidationTest {

    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(
                directory,
                settings ->
                        settings.iamRoles(new IamRoles(Optional.empty(), Set.of("no-such-profile", "no-such-role"))));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_08_without_a_service_role() {
        assertRefused(request -> request.serviceRole(null), "ServiceRole is required for creating cluster.");
    }

    @Test
    void scenario_09_an_unknown_release_label() {
        assertRefused(
                request -> request.releaseLabel("emr-99.0.0"), "The supplied release label is invalid: emr-99.0.0.");
    }

    @Test
    void scenario_10_without_any_version() {
        assertRefused(
                request -> request.releaseLabel(null),
                "Must specify exactly one of the following: release label, AMI version, or Hadoop version.");
    }

    @Test
    void scenario_11_groups_and_fleets() {
        assertRefused(
                request -> request.instances(instances -> instances
                        .instanceGroups(group(InstanceRoleType.MASTER, 1))
                        .instanceFleets(InstanceFleetConfig.builder()
                                .instanceFleetType(InstanceFleetType.MASTER)
                                .targetOnDemandCapacity(1)
                                .build())),
                "Please configure instances using one and only one of the following: instance groups; instance fleets;"
                        + " instance count, master and slave instance type.");
    }

    @Test
    void scenario_19_a_step_concurrency_level_out_of_range() {
        assertRefused(
                request -> request.stepConcurrencyLevel(257),
                "Invalid step concurrency level. Allowed level is from 1 to 256");
    }

    @Test
    void scenario_20_an_instance_profile_that_does_not_exist() {
        assertRefused(request -> request.jobFlowRole("no-such-profile"), "Invalid InstanceProfile: no-such-profile.");
    }

    /** Not a refusal, but the other half of what EMR does with roles. */
    @Test
    void scenario_20_a_service_role_that_does_not_exist_ends_the_cluster() {
        assertInvalid(
                request -> request.serviceRole("no-such-role"),
                "Service role arn:aws:iam::123456789012:role/no-such-role is invalid");
        assertInvalid(
                request -> request.autoScalingRole("arn:aws:iam::111122223333:role/no-such-role"),
                "Auto Scaling role arn:aws:iam::111122223333:role/no-such-role is invalid");
    }

    private void assertInvalid(Consumer<RunJobFlowRequest.Builder> change, String message) {
        String id = emr.run(change, request -> request.steps(step("never")));

        ClusterSnapshot ended = emr.inside().awaitState(id, ClusterState.TERMINATED_WITH_ERRORS);
        assertThat(emr.describe(id).status().stateChangeReason())
                .isEqualTo(ClusterStateChangeReason.builder()
                        .code(ClusterStateChangeReasonCode.VALIDATION_ERROR)
                        .message(message)
                        .build());
        assertThat(emr.stepStates(id)).containsExactly(StepState.CANCELLED);
        assertThat(ended.ready()).isEmpty();
        assertThat(ended.ended()).isPresent();
        assertThat(emr.runner().order()).isEmpty();
    }

    @Test
    void scenario_21_two_subnets_for_instance_groups() {
        assertRefused(
                request -> request.instances(instances -> instances
                        .instanceGroups(group(InstanceRoleType.MASTER, 1))
                        .ec2SubnetIds("subnet-1", "subnet-2")),
                "Only one subnet may be specified for clusters configured with instance groups or instance count, master"
                        + " and slave instance type. Revise the configuration and resubmit.");
    }

    /** Expects that error from RunJobFlow, and no cluster. */
    private void assertRefused(Consumer<RunJobFlowRequest.Builder> change, String message) {
        emr.assertRefused(() -> emr.run(change), "ValidationException", message);
        assertThat(emr.client().listClusters().clusters()).isEmpty();
    }
}
