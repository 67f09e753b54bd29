package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.ClusterDefinition;
import io.github.emrharness.core.model.ClusterView;
import io.github.emrharness.core.model.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.Ec2InstanceAttributes;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
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

    private final String region;

    ClusterDescription(String region) {
        this.region = region;
    }

    Cluster of(ClusterDefinition definition, ClusterView view) {
        RunJobFlowRequest request = definition.request();
        JobFlowInstancesConfig instances = request.instances();
        return Cluster.builder()
                .id(definition.clusterId())
                .name(definition.name())
                .status(view.status())
                .ec2InstanceAttributes(ec2InstanceAttributes(request))
                .instanceCollectionType(
                        instances.instanceFleets().isEmpty()
                                ? InstanceCollectionType.INSTANCE_GROUP
                                : InstanceCollectionType.INSTANCE_FLEET)
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
                .normalizedInstanceHours(0)
                .masterPublicDnsName(masterPublicDnsName(definition, view))
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

    private Ec2InstanceAttributes ec2InstanceAttributes(RunJobFlowRequest request) {
        JobFlowInstancesConfig instances = request.instances();
        List<String> subnets = new ArrayList<>(instances.ec2SubnetIds());
        String subnet = instances.ec2SubnetId();
        if (subnets.isEmpty() && subnet != null) {
            subnets.add(subnet);
        }
        Optional<PlacementType> placement = Optional.ofNullable(instances.placement());
        List<String> requestedZones =
                placement.map(PlacementType::availabilityZones).orElse(List.of());
        String zone = placement
                .map(PlacementType::availabilityZone)
                .or(() -> requestedZones.stream().findFirst())
                .orElse(region + "a");
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

    /** A name of EC2's shape, once there is a master. Its address belongs to a range that no host may have. */
    private @Nullable String masterPublicDnsName(ClusterDefinition definition, ClusterView view) {
        if (view.status().state() == ClusterState.STARTING) {
            return null;
        }
        String host =
                "ec2-203-0-113-" + (1 + Math.floorMod(definition.clusterId().hashCode(), 254));
        return host
                + (region.equals("us-east-1") ? ".compute-1.amazonaws.com" : "." + region + ".compute.amazonaws.com");
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
