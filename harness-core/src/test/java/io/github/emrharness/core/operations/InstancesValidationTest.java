package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.VolumeSpecification;

/** What is checked of groups, their EBS volumes and three masters, beyond the scenarios. */
class InstancesValidationTest {

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    static Stream<Arguments> volumes() {
        return Stream.of(
                volume(volume -> volume.volumeType("gp2").iops(500), "IOPS setting is not supported for volume type"),
                volume(volume -> volume.volumeType("io1"), "IOPS setting is required for volume type."),
                volume(volume -> volume.volumeType("io1").iops(99), "The iops is less than minimum value(100)."),
                volume(volume -> volume.volumeType("io1").iops(20001), "The iops is more than maximum value(20000)."),
                volume(
                        volume -> volume.volumeType("gp2").throughput(200),
                        "Throughput setting is not supported for volume type"),
                volume(
                        volume -> volume.volumeType("gp3").throughput(1001),
                        "The throughput of an EBS volume must be between 125 and 1000 MiB/s, but is 1001."),
                volume(
                        volume -> volume.volumeType("gp3").sizeInGB(1025),
                        "The size of an EBS volume must be between 1 and 1024 GiB, but is 1025."),
                volume(
                        volume -> volume.volumeType("floppy"),
                        "The EBS volume type 'floppy' is not one of gp3, gp2, io1, st1, sc1, standard."));
    }

    private static Arguments volume(Consumer<VolumeSpecification.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("volumes")
    void volumes_that_ebs_does_not_have_are_refused(Consumer<VolumeSpecification.Builder> change, String message) {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                        .ebsConfiguration(ebs -> ebs.ebsBlockDeviceConfigs(
                                device -> device.volumeSpecification(volume -> change.accept(volume.sizeInGB(64)))))
                        .build()),
                message);
    }

    @Test
    void ebs_optimization_must_be_supported_by_the_type() {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                        .instanceType("r3.8xlarge")
                        .ebsConfiguration(ebs -> ebs.ebsOptimized(true))
                        .build()),
                "EBS optimization is not supported for instance type r3.8xlarge.");
    }

    @Test
    void an_instance_has_at_most_25_volumes() {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                        .ebsConfiguration(ebs -> ebs.ebsBlockDeviceConfigs(device -> device.volumesPerInstance(26)
                                .volumeSpecification(
                                        volume -> volume.volumeType("gp3").sizeInGB(64))))
                        .build()),
                "An instance can have at most 25 EBS volumes, but these are 26.");
    }

    @Test
    void a_cluster_has_at_most_48_task_groups() {
        List<InstanceGroupConfig> groups = new ArrayList<>(Collections.nCopies(49, group(InstanceRoleType.TASK, 1)));
        groups.add(group(InstanceRoleType.MASTER, 1));
        groups.add(group(InstanceRoleType.CORE, 1));

        assertRefused(
                groups(groups.toArray(InstanceGroupConfig[]::new)),
                "A cluster may have at most 48 task instance groups; this request has 49.");
    }

    @Test
    void with_a_number_of_instances_their_types_must_be_given() {
        assertRefused(
                instances -> instances.instanceCount(1), "With an InstanceCount of 1, MasterInstanceType is required.");
        assertRefused(
                instances -> instances.instanceCount(2).masterInstanceType("m5.xlarge"),
                "With an InstanceCount of 2, SlaveInstanceType is required.");
        assertRefused(
                instances -> instances.instanceCount(1).masterInstanceType("m5.large"),
                "Instance type 'm5.large' is not supported.");
    }

    @Test
    void three_masters_need_a_subnet_and_a_release_of_their_time() {
        assertRefused(
                groups(group(InstanceRoleType.MASTER, 3)),
                "A cluster with 3 master instances needs a subnet: give Ec2SubnetId.");
        emr.assertRefused(
                minimal()
                        .releaseLabel("emr-5.22.0")
                        .instances(instances ->
                                instances.ec2SubnetId("subnet-1").instanceGroups(group(InstanceRoleType.MASTER, 3)))
                        .build(),
                "ValidationException",
                "A cluster with 3 master instances needs release 5.23.0 or later; this one has emr-5.22.0.");
    }

    @Test
    void three_masters_live_until_they_are_terminated() {
        String cluster = emr.run(request -> request.instances(
                instances -> instances.ec2SubnetId("subnet-1").instanceGroups(group(InstanceRoleType.MASTER, 3))));

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        assertThat(emr.describe(cluster).autoTerminate()).isFalse();
    }

    private static Consumer<JobFlowInstancesConfig.Builder> groups(InstanceGroupConfig... groups) {
        return instances -> instances.instanceGroups(groups);
    }

    private void assertRefused(Consumer<JobFlowInstancesConfig.Builder> instances, String message) {
        emr.assertRefused(minimal().instances(instances).build(), "ValidationException", message);
    }
}
