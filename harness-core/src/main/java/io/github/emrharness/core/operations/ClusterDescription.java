package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.ClusterDefinition;
import io.github.emrharness.core.model.ClusterInstances;
import io.github.emrharness.core.model.ClusterView;
import io.github.emrharness.core.model.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.Ec2InstanceAttributes;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.KerberosAttributes;
import software.amazon.awssdk.services.emr.model.PlacementType;
import software.amazon.awssdk.services.emr.model.RepoUpgradeOnBoot;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.ScaleDownBehavior;

/**
 * Tells a cluster as DescribeCluster does: what was asked for, with EMR's defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_Cluster.html">Cluster</a>
 */
final class ClusterDescription {

    Cluster of(ClusterDefinition definition, ClusterView view, ClusterInstances ec2) {
        RunJobFlowRequest request = definition.request();
        return Cluster.builder()
                .id(definition.clusterId())
                .name(definition.name())
                .status(view.status())
                .ec2InstanceAttributes(ec2InstanceAttributes(request, ec2.availabilityZone()))
                .instanceCollectionType(ec2.type())
                .logUri(logUri(request.logUri()))
                .logEncryptionKmsKeyId(request.logEncryptionKmsKeyId())
                .releaseLabel(definition.release().label())
                .autoTerminate(!view.keepAliveWhenNoSteps())
                .terminationProtected(view.terminationProtected())
                .unhealthyNodeReplacement(view.unhealthyNodeReplacement())
                .visibleToAllUsers(view.visibleToAllUsers())
                .applications(definition.applications())
                .tags(view.tags())
                .serviceRole(request.serviceRole())
                .normalizedInstanceHours(ec2.normalizedInstanceHours())
                .masterPublicDnsName(ec2.masterPublicDnsName().orElse(null))
                .configurations(configurations(request.configurations()))
                .securityConfiguration(request.securityConfiguration())
                .autoScalingRole(request.autoScalingRole())
                .scaleDownBehavior(scaleDownBehavior(request, definition.release()))
                .customAmiId(request.customAmiId())
                .ebsRootVolumeSize(request.ebsRootVolumeSize())
                .repoUpgradeOnBoot(repoUpgradeOnBoot(request))
                .kerberosAttributes(withoutPasswords(request.kerberosAttributes()))
                .clusterArn(definition.clusterArn())
                .stepConcurrencyLevel(view.stepConcurrencyLevel())
                .placementGroups(List.copyOf(request.placementGroupConfigs()))
                .osReleaseLabel(osReleaseLabel(request, definition.release()))
                .ebsRootVolumeIops(request.ebsRootVolumeIops())
                .ebsRootVolumeThroughput(request.ebsRootVolumeThroughput())
                .extendedSupport(view.extendedSupport().orElse(null))
                .monitoringConfiguration(request.monitoringConfiguration())
                .build();
    }

    /** EMR tells an address that was given with {@code s3:} with the scheme of its old file system. */
    private static @Nullable String logUri(@Nullable String given) {
        return given != null && given.startsWith("s3://") ? "s3n" + given.substring("s3".length()) : given;
    }

    private static Ec2InstanceAttributes ec2InstanceAttributes(RunJobFlowRequest request, String zone) {
        JobFlowInstancesConfig instances = request.instances();
        List<String> subnets = new ArrayList<>(instances.ec2SubnetIds());
        String subnet = instances.ec2SubnetId();
        if (subnets.isEmpty() && subnet != null) {
            subnets.add(subnet);
        }
        List<String> requestedZones = Optional.ofNullable(instances.placement())
                .map(PlacementType::availabilityZones)
                .orElse(List.of());
        return Ec2InstanceAttributes.builder()
                .ec2KeyName(instances.ec2KeyName())
                .ec2SubnetId(subnets.isEmpty() ? null : subnets.get(0))
                .requestedEc2SubnetIds(subnets)
                .ec2AvailabilityZone(zone)
                .requestedEc2AvailabilityZones(List.copyOf(requestedZones))
                .iamInstanceProfile(request.jobFlowRole())
                .emrManagedMasterSecurityGroup(instances.emrManagedMasterSecurityGroup())
                .emrManagedSlaveSecurityGroup(instances.emrManagedSlaveSecurityGroup())
                .serviceAccessSecurityGroup(instances.serviceAccessSecurityGroup())
                .additionalMasterSecurityGroups(List.copyOf(instances.additionalMasterSecurityGroups()))
                .additionalSlaveSecurityGroups(List.copyOf(instances.additionalSlaveSecurityGroups()))
                .build();
    }

    private static List<Configuration> configurations(List<Configuration> given) {
        return given.stream()
                .map(configuration -> configuration.hasProperties()
                        ? configuration
                        : configuration.toBuilder().properties(Map.of()).build())
                .toList();
    }

    private static ScaleDownBehavior scaleDownBehavior(RunJobFlowRequest request, Release release) {
        ScaleDownBehavior given = request.scaleDownBehavior();
        if (given != null) {
            return given;
        }
        return release.isAtLeast(5, 10)
                ? ScaleDownBehavior.TERMINATE_AT_TASK_COMPLETION
                : ScaleDownBehavior.TERMINATE_AT_INSTANCE_HOUR;
    }

    /** A custom image has a system of its own. */
    private static @Nullable String osReleaseLabel(RunJobFlowRequest request, Release release) {
        return request.osReleaseLabel() != null || request.customAmiId() != null
                ? request.osReleaseLabel()
                : release.osReleases().stream().findFirst().orElse(null);
    }

    private static @Nullable RepoUpgradeOnBoot repoUpgradeOnBoot(RunJobFlowRequest request) {
        RepoUpgradeOnBoot given = request.repoUpgradeOnBoot();
        return given == null && request.customAmiId() != null ? RepoUpgradeOnBoot.SECURITY : given;
    }

    private static KerberosAttributes withoutPasswords(@Nullable KerberosAttributes given) {
        return given == null
                ? KerberosAttributes.builder().build()
                : given.toBuilder()
                        .kdcAdminPassword(null)
                        .crossRealmTrustPrincipalPassword(null)
                        .adDomainJoinPassword(null)
                        .build();
    }
}
