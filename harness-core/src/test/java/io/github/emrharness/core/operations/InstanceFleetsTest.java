package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.AddInstanceFleetRequest;
import software.amazon.awssdk.services.emr.model.AddInstanceFleetResponse;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Instance;
import software.amazon.awssdk.services.emr.model.InstanceFleet;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetModifyConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetState;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsResponse;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstancesRequest;
import software.amazon.awssdk.services.emr.model.ListInstancesResponse;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.ModifyInstanceFleetRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.SpotProvisioningAllocationStrategy;
import software.amazon.awssdk.services.emr.model.SpotProvisioningSpecification;
import software.amazon.awssdk.services.emr.model.SpotProvisioningTimeoutAction;

/** Instance fleets: how they are filled, resized and told. */
class InstanceFleetsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String INVALID_REQUEST = "InvalidRequestException";
    private static final String VALIDATION = "ValidationException";

    private final ManualHarnessClock clock = new ManualHarnessClock(START);
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory, settings -> settings.clock(clock));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    // ---- filling

    @Test
    void targets_are_filled_by_weight_and_may_be_exceeded_by_part_of_one() {
        String cluster = run(core(5, 3, type("m5.2xlarge", 2)));

        InstanceFleet core = fleets(cluster).get(1);

        assertThat(core.id()).matches("if-[0-9A-Z]{13}");
        assertThat(core.status().state()).isEqualTo(InstanceFleetState.RUNNING);
        assertThat(core.targetOnDemandCapacity()).isEqualTo(5);
        assertThat(core.provisionedOnDemandCapacity()).isEqualTo(6);
        assertThat(core.targetSpotCapacity()).isEqualTo(3);
        assertThat(core.provisionedSpotCapacity()).isEqualTo(4);
        assertThat(coreInstances(cluster))
                .extracting(Instance::market)
                .containsExactly(
                        MarketType.ON_DEMAND,
                        MarketType.ON_DEMAND,
                        MarketType.ON_DEMAND,
                        MarketType.SPOT,
                        MarketType.SPOT);
        assertThat(coreInstances(cluster)).allSatisfy(instance -> {
            assertThat(instance.instanceFleetId()).isEqualTo(core.id());
            assertThat(instance.instanceGroupId()).isNull();
        });
    }

    @Test
    void without_a_strategy_the_smallest_type_for_its_weight_comes_first() {
        String cluster = run(core(4, 0, type("m5.4xlarge", 2), type("m5.xlarge", 1), type("m5.2xlarge", 4)));

        assertThat(coreInstances(cluster)).extracting(Instance::instanceType).containsExactly("m5.2xlarge");
    }

    @Test
    void the_next_type_is_taken_where_the_best_has_no_capacity() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 2);

        String cluster = run(core(0, 4, type("m5.xlarge", 1), type("m4.xlarge", 1)));

        assertThat(coreInstances(cluster))
                .extracting(Instance::instanceType)
                .containsExactly("m5.xlarge", "m5.xlarge", "m4.xlarge", "m4.xlarge");
    }

    @Test
    void a_diversified_fleet_takes_its_types_in_turns() {
        String cluster = run(core(0, 4, type("m5.xlarge", 1), type("r5.4xlarge", 1)).toBuilder()
                .launchSpecifications(launch -> launch.spotSpecification(spot -> spot.timeoutDurationMinutes(10)
                        .timeoutAction(SpotProvisioningTimeoutAction.SWITCH_TO_ON_DEMAND)
                        .allocationStrategy(SpotProvisioningAllocationStrategy.DIVERSIFIED)))
                .build());

        assertThat(coreInstances(cluster))
                .extracting(Instance::instanceType)
                .containsExactly("m5.xlarge", "r5.4xlarge", "m5.xlarge", "r5.4xlarge");
    }

    @Test
    void a_prioritized_fleet_follows_the_priorities() {
        String cluster = run(core(
                        2,
                        0,
                        type("m5.xlarge", 1).toBuilder().priority(2.0).build(),
                        type("r5.4xlarge", 1).toBuilder().priority(1.0).build())
                .toBuilder()
                .launchSpecifications(
                        launch -> launch.onDemandSpecification(onDemand -> onDemand.allocationStrategy("prioritized")))
                .build());

        assertThat(coreInstances(cluster)).extracting(Instance::instanceType).containsOnly("r5.4xlarge");
    }

    @Test
    void types_are_told_again_with_their_defaults() {
        String cluster = run(core(
                1,
                0,
                type("m5.xlarge", 1).toBuilder()
                        .weightedCapacity(null)
                        .ebsConfiguration(ebs -> ebs.ebsBlockDeviceConfigs(device -> device.volumesPerInstance(2)
                                .volumeSpecification(
                                        volume -> volume.volumeType("gp3").sizeInGB(64))))
                        .build()));

        assertThat(fleets(cluster).get(1).instanceTypeSpecifications())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.weightedCapacity()).isEqualTo(1);
                    assertThat(told.bidPriceAsPercentageOfOnDemandPrice()).isEqualTo(100.0);
                    assertThat(told.ebsBlockDevices()).hasSize(2);
                });
    }

    // ---- scarce Spot capacity

    @Test
    void a_fleet_waits_for_spot_capacity() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);

        String cluster = run(core(1, 3, type("m5.xlarge", 1)));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.STARTING);
        assertThat(fleets(cluster).get(1).provisionedSpotCapacity()).isEqualTo(1);
        assertThat(coreInstances(cluster))
                .extracting(instance -> instance.status().state())
                .containsExactly(
                        InstanceState.PROVISIONING,
                        InstanceState.PROVISIONING,
                        InstanceState.AWAITING_FULFILLMENT,
                        InstanceState.AWAITING_FULFILLMENT);
        emr.service().ec2Capacity().unlimited();
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        assertThat(fleets(cluster).get(1).provisionedSpotCapacity()).isEqualTo(3);
    }

    @Test
    void at_its_timeout_a_fleet_switches_to_on_demand() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);
        String cluster = run(withTimeout(SpotProvisioningTimeoutAction.SWITCH_TO_ON_DEMAND));

        clock.advance(Duration.ofMinutes(20).minusMillis(1));
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.STARTING);
        clock.advance(Duration.ofMillis(1));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        InstanceFleet core = fleets(cluster).get(1);
        assertThat(core.targetSpotCapacity()).isEqualTo(3);
        assertThat(core.provisionedSpotCapacity()).isEqualTo(1);
        assertThat(core.targetOnDemandCapacity()).isZero();
        assertThat(core.provisionedOnDemandCapacity()).isEqualTo(2);
    }

    @Test
    void at_its_timeout_a_fleet_ends_the_cluster() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);
        String cluster = run(withTimeout(SpotProvisioningTimeoutAction.TERMINATE_CLUSTER));
        String fleet = fleets(cluster).get(1).id();

        clock.advance(Duration.ofMinutes(20));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED_WITH_ERRORS);
        assertThat(emr.describe(cluster).status().stateChangeReason())
                .satisfies(reason ->
                        assertThat(reason.code()).isEqualTo(ClusterStateChangeReasonCode.INSTANCE_FLEET_TIMEOUT))
                .satisfies(reason -> assertThat(reason.message())
                        .isEqualTo("The instance fleet " + fleet
                                + " did not get its target Spot capacity within 20 minutes"));
        assertThat(coreInstances(cluster))
                .extracting(instance -> instance.status().state())
                .containsOnly(InstanceState.TERMINATED);
    }

    @Test
    void a_fleet_that_got_its_capacity_in_time_forgets_the_timeout() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);
        String cluster = run(withTimeout(SpotProvisioningTimeoutAction.TERMINATE_CLUSTER));
        emr.service().ec2Capacity().unlimited();

        clock.advance(Duration.ofHours(2));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
    }

    private static InstanceFleetConfig withTimeout(SpotProvisioningTimeoutAction action) {
        return core(0, 3, type("m5.xlarge", 1)).toBuilder()
                .launchSpecifications(launch -> launch.spotSpecification(
                        spot -> spot.timeoutDurationMinutes(20).timeoutAction(action)))
                .build();
    }

    // ---- resizing

    @Test
    void a_fleet_grows_and_shrinks_to_its_new_targets() {
        String cluster = run(core(2, 0, type("m5.xlarge", 1)));

        modify(cluster, change -> change.targetOnDemandCapacity(1).targetSpotCapacity(3));

        InstanceFleet core = fleets(cluster).get(1);
        assertThat(core.status().state()).isEqualTo(InstanceFleetState.RUNNING);
        assertThat(core.provisionedOnDemandCapacity()).isEqualTo(1);
        assertThat(core.provisionedSpotCapacity()).isEqualTo(3);
    }

    @Test
    void a_shrink_never_falls_below_the_target() {
        String cluster = run(core(9, 0, type("m5.2xlarge", 3)));

        modify(cluster, change -> change.targetOnDemandCapacity(4));

        assertThat(fleets(cluster).get(1).provisionedOnDemandCapacity()).isEqualTo(6);
    }

    @Test
    void a_resize_gives_up_after_its_timeout() {
        String cluster = run(core(1, 0, type("m5.xlarge", 1)));
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);

        modify(cluster, change -> change.targetSpotCapacity(3)
                .resizeSpecifications(
                        resize -> resize.spotResizeSpecification(spot -> spot.timeoutDurationMinutes(7))));
        assertThat(fleets(cluster).get(1).status().state()).isEqualTo(InstanceFleetState.RESIZING);
        clock.advance(Duration.ofMinutes(7));

        InstanceFleet core = fleets(cluster).get(1);
        assertThat(core.status().state()).isEqualTo(InstanceFleetState.RUNNING);
        assertThat(core.targetSpotCapacity()).isEqualTo(3);
        assertThat(core.provisionedSpotCapacity()).isEqualTo(1);
        assertThat(core.resizeSpecifications().spotResizeSpecification().timeoutDurationMinutes())
                .isEqualTo(7);
    }

    @Test
    void a_lost_instance_is_replaced() {
        String cluster = run(core(2, 0, type("m5.xlarge", 1)));

        emr.service()
                .loseInstances(cluster, List.of(coreInstances(cluster).get(0).ec2InstanceId()));

        assertThat(fleets(cluster).get(1).provisionedOnDemandCapacity()).isEqualTo(2);
        assertThat(coreInstances(cluster)).hasSize(3);
    }

    @Test
    void what_is_wrong_with_a_modification_is_told() {
        String cluster = run(core(2, 0, type("m5.xlarge", 1)));
        InstanceFleet master = fleets(cluster).get(0);
        InstanceFleet core = fleets(cluster).get(1);

        assertModificationRefused(
                cluster,
                change -> change.instanceFleetId("if-NOPE").targetSpotCapacity(1),
                "Instance fleet id 'if-NOPE' is not valid.");
        assertModificationRefused(
                cluster,
                change -> change.instanceFleetId(master.id()).targetOnDemandCapacity(2),
                "The master instance fleet " + master.id() + " cannot be resized.");
        assertModificationRefused(
                cluster,
                change -> change.instanceFleetId(core.id()).targetOnDemandCapacity(0),
                "The core instance fleet " + core.id()
                        + " cannot be resized to a target capacity of 0: HDFS needs a core node.");
        assertModificationRefused(
                cluster,
                change -> change.instanceFleetId(core.id())
                        .resizeSpecifications(
                                resize -> resize.onDemandResizeSpecification(spec -> spec.timeoutDurationMinutes(4))),
                "The TimeoutDurationMinutes of the OnDemandResizeSpecification must be between 5 and 10080, but is 4.");
        emr.terminate(cluster);
        assertModificationRefused(
                cluster,
                change -> change.instanceFleetId(core.id()).targetOnDemandCapacity(1),
                "A job flow that is shutting down, terminated, or finished may not be modified.");
    }

    private void assertModificationRefused(
            String cluster, Consumer<InstanceFleetModifyConfig.Builder> change, String message) {
        emr.assertRefused(
                ModifyInstanceFleetRequest.builder()
                        .clusterId(cluster)
                        .instanceFleet(change)
                        .build(),
                INVALID_REQUEST,
                message);
    }

    // ---- adding, and other kinds of clusters

    @Test
    void one_task_fleet_can_be_added() {
        String cluster = run(core(1, 0, type("m5.xlarge", 1)));

        AddInstanceFleetResponse added = emr.call(add(cluster, InstanceFleetType.TASK), AddInstanceFleetResponse.class);

        assertThat(added.clusterId()).isEqualTo(cluster);
        assertThat(added.clusterArn()).endsWith(":cluster/" + cluster);
        assertThat(fleets(cluster).get(2).id()).isEqualTo(added.instanceFleetId());
        assertThat(fleets(cluster).get(2).status().state()).isEqualTo(InstanceFleetState.RUNNING);
        emr.assertRefused(
                add(cluster, InstanceFleetType.TASK),
                INVALID_REQUEST,
                "The cluster " + cluster + " has a task instance fleet already; it may have one at most.");
        emr.assertRefused(
                add(cluster, InstanceFleetType.CORE),
                INVALID_REQUEST,
                "Only a task instance fleet can be added to a cluster, not a CORE instance fleet.");
    }

    private static AddInstanceFleetRequest add(String cluster, InstanceFleetType type) {
        return AddInstanceFleetRequest.builder()
                .clusterId(cluster)
                .instanceFleet(fleet(type, 1, 0, type("m5.xlarge", 1)))
                .build();
    }

    @Test
    void groups_and_fleets_are_mutually_exclusive() {
        String withFleets = run(core(1, 0, type("m5.xlarge", 1)));
        String withGroups = emr.run();

        emr.assertRefused(
                ListInstanceGroupsRequest.builder().clusterId(withFleets).build(),
                INVALID_REQUEST,
                "Instance fleets and instance groups are mutually exclusive. The EMR cluster specified in the request"
                        + " uses instance fleets. The ListInstanceGroups operation does not support clusters that use"
                        + " instance fleets. Use the ListInstanceFleets operation instead.");
        emr.assertRefused(
                ListInstanceFleetsRequest.builder().clusterId(withGroups).build(),
                INVALID_REQUEST,
                "Instance groups and instance fleets are mutually exclusive. The EMR cluster specified in the request"
                        + " uses instance groups. The ListInstanceFleets operation does not support clusters that use"
                        + " instance groups. Use the ListInstanceGroups operation instead.");
        emr.assertRefused(
                ListInstancesRequest.builder()
                        .clusterId(withGroups)
                        .instanceFleetType(InstanceFleetType.CORE)
                        .build(),
                INVALID_REQUEST,
                "Instance groups and instance fleets are mutually exclusive. The EMR cluster specified in the request"
                        + " uses instance groups. Use InstanceGroupId or InstanceGroupTypes instead of InstanceFleetId"
                        + " or InstanceFleetType.");
    }

    @Test
    void instances_are_listed_by_fleet_and_state() {
        String cluster = run(core(2, 0, type("m5.xlarge", 1)));
        String master = fleets(cluster).get(0).id();

        assertThat(instances(request -> request.clusterId(cluster).instanceFleetId(master)))
                .hasSize(1);
        assertThat(instances(request -> request.clusterId(cluster).instanceStates(InstanceState.TERMINATED)))
                .isEmpty();
        emr.assertRefused(
                ListInstancesRequest.builder()
                        .clusterId(cluster)
                        .instanceFleetId("if-NOPE")
                        .build(),
                INVALID_REQUEST,
                "Instance fleet id 'if-NOPE' is not valid.");
        emr.assertRefused(
                ListInstancesRequest.builder()
                        .clusterId(cluster)
                        .instanceFleetId(master)
                        .instanceFleetType(InstanceFleetType.MASTER)
                        .build(),
                INVALID_REQUEST,
                "Cannot specify both InstanceFleetId and InstanceFleetType.");
    }

    // ---- validation

    @Test
    void what_is_wrong_with_a_new_fleet_is_told() {
        assertRunRefused(core(1, 0), "The instance fleet (null) has no instance type: give InstanceTypeConfigs.");
        assertRunRefused(
                core(1, 0, manyTypes(6)),
                "The instance fleet (null) may have at most 5 instance types without an allocation strategy, but has"
                        + " 6.");
        assertRunRefused(core(1, 0, type("m5.large", 1)), "Instance type 'm5.large' is not supported.");
        assertRunRefused(
                core(4001, 0, type("m5.xlarge", 1)),
                "An instance fleet may have a target capacity of at most 4000 with emr-7.10.0, but this is 4001.");
        assertRunRefused(
                spot(spot -> spot.timeoutDurationMinutes(1441)
                        .timeoutAction(SpotProvisioningTimeoutAction.TERMINATE_CLUSTER)),
                "The TimeoutDurationMinutes of the SpotSpecification must be between 5 and 1440, but is 1441.");
        assertRunRefused(
                spot(spot -> spot.timeoutDurationMinutes(5)
                        .blockDurationMinutes(90)
                        .timeoutAction(SpotProvisioningTimeoutAction.TERMINATE_CLUSTER)),
                "The BlockDurationMinutes of the SpotSpecification must be one of 60, 120, 180, 240, 300, 360, but is"
                        + " 90.");
        assertRunRefused(
                spot(spot -> spot.timeoutAction("WAIT")),
                "2 validation errors detected: Value null at"
                        + " 'instances.instanceFleets.2.member.launchSpecifications.spotSpecification.timeoutDurationMinutes'"
                        + " failed to satisfy constraint: Member must not be null; Value 'WAIT' at"
                        + " 'instances.instanceFleets.2.member.launchSpecifications.spotSpecification.timeoutAction'"
                        + " failed to satisfy constraint: Member must satisfy enum value set: [SWITCH_TO_ON_DEMAND,"
                        + " TERMINATE_CLUSTER]");
    }

    private static InstanceFleetConfig spot(Consumer<SpotProvisioningSpecification.Builder> change) {
        return core(0, 1, type("m5.xlarge", 1)).toBuilder()
                .launchSpecifications(launch -> launch.spotSpecification(change))
                .build();
    }

    private static InstanceTypeConfig[] manyTypes(int count) {
        List<String> sizes = List.of("xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge");
        return IntStream.range(0, count)
                .mapToObj(number -> type("m5." + sizes.get(number), 1))
                .toArray(InstanceTypeConfig[]::new);
    }

    private void assertRunRefused(InstanceFleetConfig core, String message) {
        RunJobFlowRequest.Builder request = EmrFixture.minimal();
        request.instances(instances ->
                instances.instanceFleets(fleet(InstanceFleetType.MASTER, 1, 0, type("m5.xlarge", 1)), core));
        emr.assertRefused(request.build(), VALIDATION, message);
    }

    // ---- short words

    private String run(InstanceFleetConfig core) {
        return emr.run(request -> request.instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceFleets(fleet(InstanceFleetType.MASTER, 1, 0, type("m5.xlarge", 1)), core)));
    }

    private static InstanceFleetConfig core(int onDemand, int spot, InstanceTypeConfig... types) {
        return fleet(InstanceFleetType.CORE, onDemand, spot, types);
    }

    private static InstanceFleetConfig fleet(
            InstanceFleetType role, int onDemand, int spot, InstanceTypeConfig... types) {
        return InstanceFleetConfig.builder()
                .instanceFleetType(role)
                .targetOnDemandCapacity(onDemand)
                .targetSpotCapacity(spot)
                .instanceTypeConfigs(Arrays.asList(types))
                .build();
    }

    private static InstanceTypeConfig type(String name, int weight) {
        return InstanceTypeConfig.builder()
                .instanceType(name)
                .weightedCapacity(weight)
                .build();
    }

    private void modify(String cluster, Consumer<InstanceFleetModifyConfig.Builder> change) {
        String core = fleets(cluster).get(1).id();
        emr.service()
                .execute(ModifyInstanceFleetRequest.builder()
                        .clusterId(cluster)
                        .instanceFleet(fleet -> change.accept(fleet.instanceFleetId(core)))
                        .build());
    }

    private List<InstanceFleet> fleets(String cluster) {
        return emr.call(
                        ListInstanceFleetsRequest.builder().clusterId(cluster).build(),
                        ListInstanceFleetsResponse.class)
                .instanceFleets();
    }

    private List<Instance> coreInstances(String cluster) {
        return instances(request -> request.clusterId(cluster).instanceFleetType(InstanceFleetType.CORE));
    }

    private List<Instance> instances(Consumer<ListInstancesRequest.Builder> change) {
        return emr.call(ListInstancesRequest.builder().applyMutation(change).build(), ListInstancesResponse.class)
                .instances();
    }
}
