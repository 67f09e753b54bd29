package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import io.github.emrharness.core.model.InstanceCollectionState;
import io.github.emrharness.core.model.InstanceCollectionTransition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.EbsBlockDevice;
import software.amazon.awssdk.services.emr.model.Instance;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupModifyConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;
import software.amazon.awssdk.services.emr.model.InstanceGroupStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.InstanceStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ListInstancesRequest;
import software.amazon.awssdk.services.emr.model.ListInstancesResponse;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ReconfigurationType;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.StepState;

/** The life of instance groups and their instances. */
class InstanceGroupsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String VALIDATION = "ValidationException";

    private ManualHarnessClock clock = new ManualHarnessClock(START);
    private Path directory;
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        this.directory = directory;
        emr = new EmrFixture(directory, settings -> settings.clock(clock));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private void hold(Progression progression) {
        emr.close();
        clock = new ManualHarnessClock(START);
        emr = new EmrFixture(directory, settings -> settings.clock(clock).progression(progression));
    }

    // ---- with the cluster

    @Test
    void a_group_tells_what_was_asked_for() {
        String cluster = emr.run(groups(
                group(InstanceRoleType.MASTER, 1),
                group(InstanceRoleType.CORE, 2).toBuilder()
                        .name("workers")
                        .market(MarketType.SPOT)
                        .bidPrice("0.120")
                        .instanceType("r5.2xlarge")
                        .ebsConfiguration(ebs -> ebs.ebsOptimized(true)
                                .ebsBlockDeviceConfigs(
                                        device -> device.volumesPerInstance(2)
                                                .volumeSpecification(volume ->
                                                        volume.volumeType("gp3").sizeInGB(64)),
                                        device -> device.volumeSpecification(volume -> volume.volumeType("io1")
                                                .iops(500)
                                                .sizeInGB(100))))
                        .build()));

        InstanceGroup core = emrGroups(cluster).get(1);

        assertThat(core.id()).matches("ig-[0-9A-Z]{13}");
        assertThat(core.name()).isEqualTo("workers");
        assertThat(core.market()).isEqualTo(MarketType.SPOT);
        assertThat(core.bidPrice()).isEqualTo("0.120");
        assertThat(core.instanceGroupType()).isEqualTo(InstanceGroupType.CORE);
        assertThat(core.instanceType()).isEqualTo("r5.2xlarge");
        assertThat(core.requestedInstanceCount()).isEqualTo(2);
        assertThat(core.runningInstanceCount()).isEqualTo(2);
        assertThat(core.status().state()).isEqualTo(InstanceGroupState.RUNNING);
        assertThat(core.status().stateChangeReason().message()).isEmpty();
        assertThat(core.status().timeline().readyDateTime()).isEqualTo(START);
        assertThat(core.ebsOptimized()).isTrue();
        assertThat(core.ebsBlockDevices())
                .extracting(EbsBlockDevice::device)
                .containsExactly("/dev/sdb", "/dev/sdc", "/dev/sdd");
        assertThat(core.ebsBlockDevices().get(2).volumeSpecification().iops()).isEqualTo(500);
        assertThat(emrGroups(cluster).get(0).ebsBlockDevices()).isEmpty();
    }

    @Test
    void an_instance_has_ids_addresses_and_volumes() {
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                .ebsConfiguration(ebs -> ebs.ebsBlockDeviceConfigs(device -> device.volumeSpecification(
                        volume -> volume.volumeType("gp2").sizeInGB(32))))
                .build()));

        Instance master = instances(cluster).get(0);

        assertThat(master.id()).matches("ci-[0-9A-Z]{13}");
        assertThat(master.ec2InstanceId()).matches("i-[0-9a-f]{17}");
        assertThat(master.publicIpAddress()).matches("198\\.18\\.\\d+\\.\\d+");
        assertThat(master.publicDnsName())
                .isEqualTo("ec2-" + master.publicIpAddress().replace('.', '-') + ".compute-1.amazonaws.com");
        assertThat(master.privateDnsName())
                .isEqualTo("ip-" + master.privateIpAddress().replace('.', '-') + ".ec2.internal");
        assertThat(master.market()).isEqualTo(MarketType.ON_DEMAND);
        assertThat(master.instanceGroupId()).isEqualTo(emrGroups(cluster).get(0).id());
        assertThat(master.instanceFleetId()).isNull();
        assertThat(master.ebsVolumes()).singleElement().satisfies(volume -> {
            assertThat(volume.device()).isEqualTo("/dev/sdb");
            assertThat(volume.volumeId()).matches("vol-[0-9a-f]{17}");
        });
        assertThat(emr.describe(cluster).masterPublicDnsName()).isEqualTo(master.publicDnsName());
    }

    @Test
    void in_a_subnet_and_another_region_the_master_has_a_private_name() {
        emr.close();
        emr = new EmrFixture(directory, settings -> settings.region("eu-west-1"));
        String cluster = emr.run(request -> request.instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .ec2SubnetId("subnet-1")
                .instanceGroups(group(InstanceRoleType.MASTER, 1))));

        Instance master = instances(cluster).get(0);

        assertThat(master.publicDnsName()).isEmpty();
        assertThat(master.publicIpAddress()).isNull();
        assertThat(emr.describe(cluster).masterPublicDnsName())
                .isEqualTo("ip-" + master.privateIpAddress().replace('.', '-') + ".eu-west-1.compute.internal");
        assertThat(emr.describe(cluster).ec2InstanceAttributes().ec2AvailabilityZone())
                .isEqualTo("eu-west-1a");
    }

    @Test
    void groups_and_instances_provision_bootstrap_run_and_end_with_the_cluster() {
        hold(Progression.afterDescribes(1));
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)));

        assertStates(cluster, InstanceGroupState.PROVISIONING, InstanceState.PROVISIONING);
        assertThat(emr.describe(cluster).masterPublicDnsName()).isNull();
        assertStates(cluster, InstanceGroupState.BOOTSTRAPPING, InstanceState.BOOTSTRAPPING);
        assertThat(emr.describe(cluster).masterPublicDnsName()).isNotNull();
        assertStates(cluster, InstanceGroupState.RUNNING, InstanceState.RUNNING);
        emr.terminate(cluster);
        assertStates(cluster, InstanceGroupState.TERMINATING, InstanceState.RUNNING);
        emr.describe(cluster);
        assertStates(cluster, InstanceGroupState.TERMINATED, InstanceState.TERMINATED);

        InstanceGroup ended = emrGroups(cluster).get(0);
        assertThat(ended.runningInstanceCount()).isZero();
        assertThat(ended.status().stateChangeReason().code())
                .isEqualTo(InstanceGroupStateChangeReasonCode.CLUSTER_TERMINATED);
        assertThat(ended.status().stateChangeReason().message()).isEqualTo("Job flow terminated");
        assertThat(ended.status().timeline().endDateTime()).isEqualTo(START);
        assertThat(instances(cluster).get(0).status().stateChangeReason().code())
                .isEqualTo(InstanceStateChangeReasonCode.CLUSTER_TERMINATED);
    }

    private void assertStates(String cluster, InstanceGroupState ofGroups, InstanceState ofInstances) {
        assertThat(emrGroups(cluster))
                .extracting(group -> group.status().state())
                .containsOnly(ofGroups);
        assertThat(instances(cluster))
                .extracting(instance -> instance.status().state())
                .containsOnly(ofInstances);
    }

    // ---- resizing

    @Test
    void a_resize_lasts_as_long_as_the_progression_says() {
        hold(Progression.after(Duration.ofMinutes(3)));
        String cluster = withTaskGroup(2);
        clock.advance(Duration.ofMinutes(6));
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);

        resize(cluster, task(cluster), 4);

        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RESIZING);
        assertThat(task(cluster).requestedInstanceCount()).isEqualTo(4);
        assertThat(task(cluster).runningInstanceCount()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(1));
        resize(cluster, task(cluster), 1);
        assertThat(task(cluster).requestedInstanceCount()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));

        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RUNNING);
        assertThat(task(cluster).runningInstanceCount()).isEqualTo(1);
    }

    @Test
    void by_describes_a_resize_lasts_until_the_groups_have_been_listed_that_often() {
        hold(Progression.afterDescribes(2));
        String cluster = withTaskGroup(1);
        for (int i = 0; i < 4; i++) {
            emr.describe(cluster);
        }
        String id = emr.service().instances(cluster).stream()
                .filter(instance -> instance.role() == InstanceRoleType.TASK)
                .findFirst()
                .orElseThrow()
                .collectionId();
        emr.service()
                .execute(modify(cluster, change -> change.instanceGroupId(id).instanceCount(3)));

        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RESIZING);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RESIZING);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RUNNING);
        assertThat(task(cluster).runningInstanceCount()).isEqualTo(3);
    }

    @Test
    void every_transition_of_a_resize_is_an_event() {
        List<InstanceCollectionTransition> transitions = new CopyOnWriteArrayList<>();
        String cluster = withTaskGroup(2);
        emr.events().subscribe(event -> {
            if (event instanceof EmrEvent.InstanceGroupChanged changed) {
                changed.transition().ifPresent(transitions::add);
            }
        });
        clock.advance(Duration.ofMinutes(10));

        resize(cluster, task(cluster), 4);

        assertThat(transitions)
                .containsExactly(
                        new InstanceCollectionTransition(
                                InstanceCollectionState.RUNNING, InstanceCollectionState.RESIZING, START, 2),
                        new InstanceCollectionTransition(
                                InstanceCollectionState.RESIZING,
                                InstanceCollectionState.RUNNING,
                                START.plus(Duration.ofMinutes(10)),
                                4));
    }

    @Test
    void a_shrink_ends_the_youngest_unless_the_policy_says_otherwise() {
        String cluster = withTaskGroup(4);
        List<String> ids = taskInstances(cluster);

        emr.service().execute(modify(cluster, change -> change.instanceGroupId(
                        task(cluster).id())
                .instanceCount(2)
                .shrinkPolicy(policy -> policy.decommissionTimeout(60)
                        .instanceResizePolicy(resize ->
                                resize.instancesToTerminate(ids.get(0)).instancesToProtect(ids.get(3))))));

        assertThat(taskInstances(cluster)).containsExactly(ids.get(1), ids.get(3));
        assertThat(task(cluster).shrinkPolicy().decommissionTimeout()).isEqualTo(60);

        emr.service().execute(modify(cluster, change -> change.instanceGroupId(
                        task(cluster).id())
                .instanceCount(1)
                .shrinkPolicy(policy -> policy.decommissionTimeout(60))));

        assertThat(taskInstances(cluster)).containsExactly(ids.get(1));
    }

    @Test
    void named_instances_end_at_once_and_are_not_replaced() {
        String cluster = withTaskGroup(3);
        List<String> ids = taskInstances(cluster);

        emr.service().execute(modify(cluster, change -> change.instanceGroupId(
                        task(cluster).id())
                .ec2InstanceIdsToTerminate(ids.get(1))));

        assertThat(taskInstances(cluster)).containsExactly(ids.get(0), ids.get(2));
        assertThat(task(cluster).requestedInstanceCount()).isEqualTo(2);
        assertThat(instances(cluster))
                .filteredOn(instance -> ids.get(1).equals(instance.ec2InstanceId()))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.status().state()).isEqualTo(InstanceState.TERMINATED);
                    assertThat(instance.status().stateChangeReason().message()).isEqualTo("Instance was terminated.");
                });
    }

    @Test
    void what_is_wrong_with_a_modification_is_told_and_nothing_changes() {
        String cluster = emr.run(groups(
                group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 5), group(InstanceRoleType.TASK, 1)));
        InstanceGroup master = emrGroups(cluster).get(0);
        InstanceGroup core = emrGroups(cluster).get(1);
        InstanceGroup task = emrGroups(cluster).get(2);

        emr.assertRefused(
                ModifyInstanceGroupsRequest.builder()
                        .clusterId(cluster)
                        .instanceGroups(
                                change -> change.instanceGroupId(task.id()).instanceCount(7),
                                change -> change.instanceGroupId(core.id()).instanceCount(1))
                        .build(),
                VALIDATION,
                "The core instance group " + core.id() + " cannot be resized to 1 instance: HDFS keeps 2 copies of each"
                        + " block (dfs.replication).");
        assertThat(task(cluster).requestedInstanceCount()).isEqualTo(1);
        emr.assertRefused(
                modify(cluster, change -> change.instanceGroupId(master.id()).instanceCount(3)),
                VALIDATION,
                "The master instance group " + master.id() + " cannot be resized.");
        emr.assertRefused(
                modify(cluster, change -> change.instanceGroupId(task.id()).instanceCount(-1)),
                VALIDATION,
                "The instance count of the instance group " + task.id() + " cannot be negative: -1.");
        emr.assertRefused(
                modify(cluster, change -> change.instanceGroupId("ig-NOPE").instanceCount(1)),
                VALIDATION,
                "Instance group id 'ig-NOPE' is not valid.");
        emr.assertRefused(
                modify(cluster, change -> change.instanceGroupId(task.id()).ec2InstanceIdsToTerminate("i-0nope")),
                VALIDATION,
                "The EC2 instance i-0nope is not an active instance of the instance group " + task.id() + ".");
        emr.assertRefused(
                modify("j-NOPE", change -> change.instanceGroupId(task.id()).instanceCount(1)),
                VALIDATION,
                "Specified job flow ID not valid.");
    }

    @Test
    void without_a_cluster_id_the_group_names_its_cluster() {
        String cluster = withTaskGroup(1);
        emr.run();

        emr.service().execute(modify(null, change -> change.instanceGroupId(
                        task(cluster).id())
                .instanceCount(2)));

        assertThat(task(cluster).runningInstanceCount()).isEqualTo(2);
        emr.assertRefused(
                modify(null, change -> change.instanceGroupId("ig-NOPE").instanceCount(1)),
                VALIDATION,
                "Instance group id 'ig-NOPE' is not valid.");
    }

    @Test
    void groups_of_an_ended_cluster_can_be_listed_but_not_changed() {
        String cluster = withTaskGroup(1);
        String group = task(cluster).id();
        emr.terminate(cluster);
        String message = "A job flow that is shutting down, terminated, or finished may not be modified.";

        emr.assertRefused(
                modify(cluster, change -> change.instanceGroupId(group).instanceCount(2)), VALIDATION, message);
        emr.assertRefused(add(cluster, group(InstanceRoleType.TASK, 1)), VALIDATION, message);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.TERMINATED);
    }

    // ---- adding

    @Test
    void task_groups_are_added_to_a_cluster_that_lives() {
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)));

        AddInstanceGroupsResponse added = emr.call(
                add(cluster, group(InstanceRoleType.TASK, 1), group(InstanceRoleType.TASK, 2)),
                AddInstanceGroupsResponse.class);

        assertThat(added.jobFlowId()).isEqualTo(cluster);
        assertThat(added.clusterArn()).endsWith(":cluster/" + cluster);
        assertThat(emrGroups(cluster))
                .extracting(InstanceGroup::id)
                .endsWith(added.instanceGroupIds().toArray(String[]::new));
        assertThat(emrGroups(cluster))
                .extracting(InstanceGroup::runningInstanceCount)
                .containsExactly(1, 1, 1, 2);
    }

    @Test
    void a_group_that_is_added_passes_through_its_states() {
        hold(Progression.afterDescribes(1));
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)));
        emr.describe(cluster);
        emr.describe(cluster);
        emr.service().execute(add(cluster, group(InstanceRoleType.TASK, 1)));

        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.PROVISIONING);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.BOOTSTRAPPING);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RUNNING);
    }

    @Test
    void what_cannot_be_added_is_refused() {
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)));

        emr.assertRefused(
                add(cluster, group(InstanceRoleType.CORE, 1)),
                VALIDATION,
                "Multiple core instance groups supplied, you must specify exactly one core instance group");
        emr.assertRefused(
                add(cluster, group(InstanceRoleType.TASK, 0)),
                VALIDATION,
                "An instance group must have at least one instance");
        emr.assertRefused(
                add(
                        cluster,
                        group(InstanceRoleType.TASK, 1).toBuilder()
                                .instanceType("x0.huge")
                                .build()),
                VALIDATION,
                "Instance type 'x0.huge' is not supported.");
        emr.assertRefused(
                add(
                        cluster,
                        Collections.nCopies(49, group(InstanceRoleType.TASK, 1)).toArray(InstanceGroupConfig[]::new)),
                VALIDATION,
                "A cluster may have at most 48 task instance groups; with these it would have 49.");
        emr.assertRefused(
                AddInstanceGroupsRequest.builder().build(),
                VALIDATION,
                "2 validation errors detected: Value null at 'jobFlowId' failed to satisfy constraint: Member must not"
                        + " be null; Value '[]' at 'instanceGroups' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 1");
        assertThat(emrGroups(cluster)).hasSize(2);
    }

    @Test
    void groups_are_listed_in_pages_of_50() {
        InstanceGroupConfig[] tasks = IntStream.range(0, 48)
                .mapToObj(number -> group(InstanceRoleType.TASK, 1).toBuilder()
                        .name("t" + number)
                        .build())
                .toArray(InstanceGroupConfig[]::new);
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)));
        emr.service().execute(add(cluster, tasks));

        assertThat(emrGroups(cluster)).hasSize(50);
    }

    // ---- reconfiguring

    @Test
    void a_reconfiguration_counts_versions() {
        hold(Progression.after(Duration.ofMinutes(3)));
        String cluster = withTaskGroup(1);
        clock.advance(Duration.ofMinutes(6));
        Configuration yarn = configuration("yarn-site", Map.of("a", "1"));

        reconfigure(cluster, ReconfigurationType.OVERWRITE, yarn);

        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RECONFIGURING);
        assertThat(task(cluster).configurations()).containsExactly(yarn);
        assertThat(task(cluster).configurationsVersion()).isEqualTo(1);
        assertThat(task(cluster).lastSuccessfullyAppliedConfigurationsVersion()).isZero();
        assertThat(task(cluster).lastSuccessfullyAppliedConfigurations()).isEmpty();
        resize(cluster, task(cluster), 2);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RECONFIGURING);
        clock.advance(Duration.ofMinutes(3));
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RESIZING);
        assertThat(task(cluster).lastSuccessfullyAppliedConfigurations()).containsExactly(yarn);
        clock.advance(Duration.ofMinutes(3));
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RUNNING);

        reconfigure(cluster, ReconfigurationType.MERGE, configuration("yarn-site", Map.of("b", "2")));
        clock.advance(Duration.ofMinutes(3));

        assertThat(task(cluster).lastSuccessfullyAppliedConfigurations())
                .containsExactly(configuration("yarn-site", Map.of("a", "1", "b", "2")));
        assertThat(task(cluster).lastSuccessfullyAppliedConfigurationsVersion()).isEqualTo(2);
    }

    @Test
    void before_5_21_a_running_group_cannot_be_reconfigured() {
        String cluster = emr.run(
                groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)),
                request -> request.releaseLabel("emr-5.20.0"));
        String core = emrGroups(cluster).get(1).id();

        emr.assertRefused(
                modify(cluster, change -> change.instanceGroupId(core)
                        .configurations(configuration("yarn-site", Map.of("a", "1")))),
                VALIDATION,
                "Reconfiguring the running instance group " + core
                        + " needs release 5.21.0 or later; this cluster has emr-5.20.0.");
    }

    // ---- capacity

    @Test
    void a_core_group_waits_for_spot_capacity_and_a_task_group_does_not_hold_the_cluster() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);
        String cluster = emr.run(groups(
                group(InstanceRoleType.MASTER, 1), spot(InstanceRoleType.CORE, 2), spot(InstanceRoleType.TASK, 1)));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.STARTING);
        assertThat(instances(cluster))
                .extracting(instance -> instance.status().state())
                .containsExactly(
                        InstanceState.PROVISIONING,
                        InstanceState.PROVISIONING,
                        InstanceState.AWAITING_FULFILLMENT,
                        InstanceState.AWAITING_FULFILLMENT);
        assertThat(instances(cluster).get(2).ec2InstanceId()).isNull();

        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 1);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.PROVISIONING);
        assertThat(task(cluster).runningInstanceCount()).isZero();

        emr.service().ec2Capacity().unlimited();
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RUNNING);
        assertThat(task(cluster).runningInstanceCount()).isEqualTo(1);
    }

    @Test
    void a_cluster_ends_that_gets_no_on_demand_instance() {
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.ON_DEMAND, 1);

        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2)));

        String message = "EC2 is out of capacity for m5.xlarge in availability zone us-east-1a. Learn more at"
                + " https://docs.aws.amazon.com/console/elasticmapreduce/ERROR_noinstancecapacity";
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED_WITH_ERRORS);
        assertThat(emr.describe(cluster).status().stateChangeReason())
                .isEqualTo(ClusterStateChangeReason.builder()
                        .code(ClusterStateChangeReasonCode.INTERNAL_ERROR)
                        .message(message)
                        .build());
        assertThat(emr.describe(cluster).status().errorDetails())
                .singleElement()
                .satisfies(detail -> {
                    assertThat(detail.errorCode()).isEqualTo("INTERNAL_ERROR_EC2_INSUFFICIENT_CAPACITY_AZ");
                    assertThat(detail.errorMessage()).isEqualTo(message);
                    assertThat(detail.errorData())
                            .containsExactly(
                                    Map.of(
                                            "public-doc",
                                            "https://docs.aws.amazon.com/emr/latest/ManagementGuide/INTERNAL_ERROR_EC2_INSUFFICIENT_CAPACITY_AZ.html"),
                                    Map.of("instance-type", "m5.xlarge"),
                                    Map.of("availability-zone", "us-east-1a"));
                });
        assertThat(emr.state(emr.run())).isEqualTo(ClusterState.WAITING);
    }

    @Test
    void a_resize_waits_for_capacity() {
        String cluster = withTaskGroup(1);
        emr.service().ec2Capacity().limit("m5.xlarge", MarketType.ON_DEMAND, 0);

        resize(cluster, task(cluster), 2);
        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RESIZING);
        assertThat(task(cluster).runningInstanceCount()).isEqualTo(1);
        emr.service().ec2Capacity().unlimited();

        assertThat(task(cluster).status().state()).isEqualTo(InstanceGroupState.RUNNING);
        assertThat(task(cluster).runningInstanceCount()).isEqualTo(2);
    }

    // ---- hours

    @Test
    void hours_count_by_the_size_of_the_instances() {
        String cluster = emr.run(groups(
                group(InstanceRoleType.MASTER, 1),
                group(InstanceRoleType.CORE, 1).toBuilder()
                        .instanceType("r5.2xlarge")
                        .build()));

        clock.advance(Duration.ofMinutes(26));
        assertThat(emr.describe(cluster).normalizedInstanceHours()).isZero();
        clock.advance(Duration.ofMinutes(40));
        assertThat(emr.describe(cluster).normalizedInstanceHours()).isEqualTo(8 + 16);
        emr.terminate(cluster);
        assertThat(emr.describe(cluster).normalizedInstanceHours()).isEqualTo(2 * (8 + 16));
        clock.advance(Duration.ofHours(5));
        assertThat(emr.describe(cluster).normalizedInstanceHours()).isEqualTo(2 * (8 + 16));
    }

    // ---- losing instances

    @Test
    void a_lost_core_node_is_replaced() {
        String cluster = emr.run(groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2)));
        String lost = instances(cluster).get(1).ec2InstanceId();

        emr.service().loseInstances(cluster, List.of(lost));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        assertThat(emrGroups(cluster).get(1).runningInstanceCount()).isEqualTo(2);
        assertThat(instances(cluster))
                .extracting(instance -> instance.status().state())
                .containsExactly(
                        InstanceState.RUNNING, InstanceState.TERMINATED, InstanceState.RUNNING, InstanceState.RUNNING);
        assertThat(instances(cluster).get(1).status().stateChangeReason().code())
                .isEqualTo(InstanceStateChangeReasonCode.INSTANCE_FAILURE);
    }

    @Test
    void of_three_masters_one_may_be_lost_but_not_two_at_once() {
        String cluster = highlyAvailable();

        emr.service().loseInstances(cluster, List.of(instances(cluster).get(0).ec2InstanceId()));
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        assertThat(emrGroups(cluster).get(0).runningInstanceCount()).isEqualTo(3);

        emr.service()
                .loseInstances(
                        cluster,
                        List.of(
                                instances(cluster).get(1).ec2InstanceId(),
                                instances(cluster).get(2).ec2InstanceId()));
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED_WITH_ERRORS);
        assertThat(emr.describe(cluster).status().stateChangeReason().message())
                .isEqualTo("The master node was terminated");
    }

    @Test
    void the_loss_of_the_master_that_runs_the_steps_fails_them() {
        String cluster = highlyAvailable();
        String step = emr.add(cluster, EmrFixture.step("first")).get(0);
        emr.runner().process("first");

        emr.service().loseInstances(cluster, List.of(instances(cluster).get(0).ec2InstanceId()));

        emr.awaitStep(cluster, step, StepState.FAILED);
        emr.awaitState(cluster, ClusterState.WAITING);
    }

    private String highlyAvailable() {
        String cluster = emr.run(request -> request.instances(instances -> instances
                .ec2SubnetId("subnet-1")
                .instanceGroups(group(InstanceRoleType.MASTER, 3), group(InstanceRoleType.CORE, 1))));
        emr.service()
                .execute(SetTerminationProtectionRequest.builder()
                        .jobFlowIds(cluster)
                        .terminationProtected(false)
                        .build());
        return cluster;
    }

    // ---- short words

    private static Consumer<RunJobFlowRequest.Builder> groups(InstanceGroupConfig... groups) {
        return request -> request.instances(
                instances -> instances.keepJobFlowAliveWhenNoSteps(true).instanceGroups(groups));
    }

    private static InstanceGroupConfig spot(InstanceRoleType role, int count) {
        return group(role, count).toBuilder().market(MarketType.SPOT).build();
    }

    private String withTaskGroup(int count) {
        return emr.run(groups(
                group(InstanceRoleType.MASTER, 1),
                group(InstanceRoleType.CORE, 1),
                group(InstanceRoleType.TASK, count)));
    }

    private List<InstanceGroup> emrGroups(String cluster) {
        return emr.call(
                        ListInstanceGroupsRequest.builder().clusterId(cluster).build(),
                        ListInstanceGroupsResponse.class)
                .instanceGroups();
    }

    private InstanceGroup task(String cluster) {
        return emrGroups(cluster).get(2);
    }

    private List<Instance> instances(String cluster) {
        return emr.call(ListInstancesRequest.builder().clusterId(cluster).build(), ListInstancesResponse.class)
                .instances();
    }

    private List<String> taskInstances(String cluster) {
        return emr
                .call(
                        ListInstancesRequest.builder()
                                .clusterId(cluster)
                                .instanceGroupTypes(InstanceGroupType.TASK)
                                .instanceStates(InstanceState.RUNNING)
                                .build(),
                        ListInstancesResponse.class)
                .instances()
                .stream()
                .map(Instance::ec2InstanceId)
                .toList();
    }

    private void resize(String cluster, InstanceGroup group, int count) {
        emr.service().execute(modify(cluster, change -> change.instanceGroupId(group.id())
                .instanceCount(count)));
    }

    private void reconfigure(String cluster, ReconfigurationType type, Configuration configuration) {
        String id = task(cluster).id();
        emr.service().execute(modify(cluster, change -> change.instanceGroupId(id)
                .reconfigurationType(type)
                .configurations(configuration)));
    }

    private static Configuration configuration(String classification, Map<String, String> properties) {
        return Configuration.builder()
                .classification(classification)
                .properties(properties)
                .build();
    }

    private static ModifyInstanceGroupsRequest modify(
            String cluster, Consumer<InstanceGroupModifyConfig.Builder> change) {
        return ModifyInstanceGroupsRequest.builder()
                .clusterId(cluster)
                .instanceGroups(change)
                .build();
    }

    private static AddInstanceGroupsRequest add(String cluster, InstanceGroupConfig... groups) {
        return AddInstanceGroupsRequest.builder()
                .jobFlowId(cluster)
                .instanceGroups(groups)
                .build();
    }
}
