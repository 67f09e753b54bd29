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
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.MarketType;
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
    void scenario_12_no_master_group() {
        assertRefused(
                groups(group(InstanceRoleType.CORE, 1), group(InstanceRoleType.TASK, 1)),
                "Zero master instance groups supplied, you must specify exactly one master instance group");
    }

    @Test
    void scenario_13_task_nodes_without_core_nodes() {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.TASK, 1)),
                "Clusters with task nodes must also define core nodes.");
    }

    @Test
    void scenario_14_two_core_groups() {
        assertRefused(
                groups(
                        group(InstanceRoleType.MASTER, 1),
                        group(InstanceRoleType.CORE, 1),
                        group(InstanceRoleType.CORE, 1)),
                "Multiple core instance groups supplied, you must specify exactly one core instance group");
    }

    @Test
    void scenario_15_a_master_fleet_of_two() {
        assertRefused(
                fleets(fleet(InstanceFleetType.MASTER, 2)),
                "A master instance fleet can only have a target capacity of 1. Revise the configuration and"
                        + " resubmit.");
    }

    @Test
    void scenario_16_a_fleet_without_capacity() {
        assertRefused(
                fleets(fleet(InstanceFleetType.MASTER, 1), fleet(InstanceFleetType.CORE, 0)),
                "The instance fleet (null) should have a value of one or greater for either targetOnDemandCapacity or"
                        + " targetSpotCapacity.");
    }

    @Test
    void scenario_17_bids() {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                        .bidPrice("0.1")
                        .build()),
                "Attempted to set bid price for on demand instance group.");
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                        .market(MarketType.SPOT)
                        .bidPrice("0.1234")
                        .build()),
                "No more than 3 digits are allowed after decimal place in bid price");
    }

    @Test
    void scenario_18_an_unsupported_instance_type() {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                        .instanceType("r7g.large")
                        .build()),
                "Instance type 'r7g.large' is not supported.");
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                                .instanceType("m6g.xlarge")
                                .build())
                        .andThen(request -> request.releaseLabel("emr-5.29.0")),
                "Instance type 'm6g.xlarge' is not supported.");
    }

    private static Consumer<RunJobFlowRequest.Builder> groups(InstanceGroupConfig... groups) {
        return request -> request.instances(instances -> instances.instanceGroups(groups));
    }

    private static Consumer<RunJobFlowRequest.Builder> fleets(InstanceFleetConfig... fleets) {
        return request -> request.instances(instances -> instances.instanceFleets(fleets));
    }

    private static InstanceFleetConfig fleet(InstanceFleetType type, int capacity) {
        return InstanceFleetConfig.builder()
                .instanceFleetType(type)
                .targetOnDemandCapacity(capacity)
                .instanceTypeConfigs(config -> config.instanceType("m5.xlarge"))
                .build();
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
