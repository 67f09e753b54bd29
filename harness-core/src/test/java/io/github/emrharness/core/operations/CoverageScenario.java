package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static io.github.emrharness.core.operations.EmrFixture.step;

import io.github.emrharness.core.api.DescribeJobFlowsRequest;
import io.github.emrharness.core.api.DescribeJobFlowsResponse;
import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.emr.model.AddInstanceFleetRequest;
import software.amazon.awssdk.services.emr.model.AddInstanceFleetResponse;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsResponse;
import software.amazon.awssdk.services.emr.model.AddTagsRequest;
import software.amazon.awssdk.services.emr.model.AddTagsResponse;
import software.amazon.awssdk.services.emr.model.AdjustmentType;
import software.amazon.awssdk.services.emr.model.AuthMode;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsResponse;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ComparisonOperator;
import software.amazon.awssdk.services.emr.model.ComputeLimits;
import software.amazon.awssdk.services.emr.model.ComputeLimitsUnitType;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.CreatePersistentAppUiRequest;
import software.amazon.awssdk.services.emr.model.CreatePersistentAppUiResponse;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.CreateStudioRequest;
import software.amazon.awssdk.services.emr.model.CreateStudioResponse;
import software.amazon.awssdk.services.emr.model.CreateStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.CreateStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.DeleteSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DeleteSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.DeleteStudioRequest;
import software.amazon.awssdk.services.emr.model.DeleteStudioResponse;
import software.amazon.awssdk.services.emr.model.DeleteStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.DeleteStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeClusterResponse;
import software.amazon.awssdk.services.emr.model.DescribeNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.DescribeNotebookExecutionResponse;
import software.amazon.awssdk.services.emr.model.DescribePersistentAppUiRequest;
import software.amazon.awssdk.services.emr.model.DescribePersistentAppUiResponse;
import software.amazon.awssdk.services.emr.model.DescribeReleaseLabelRequest;
import software.amazon.awssdk.services.emr.model.DescribeReleaseLabelResponse;
import software.amazon.awssdk.services.emr.model.DescribeSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DescribeSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.DescribeStepRequest;
import software.amazon.awssdk.services.emr.model.DescribeStepResponse;
import software.amazon.awssdk.services.emr.model.DescribeStudioRequest;
import software.amazon.awssdk.services.emr.model.DescribeStudioResponse;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.services.emr.model.GetAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.GetAutoTerminationPolicyResponse;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationRequest;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationResponse;
import software.amazon.awssdk.services.emr.model.GetClusterSessionCredentialsRequest;
import software.amazon.awssdk.services.emr.model.GetClusterSessionCredentialsResponse;
import software.amazon.awssdk.services.emr.model.GetManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.GetManagedScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.GetOnClusterAppUiPresignedUrlRequest;
import software.amazon.awssdk.services.emr.model.GetOnClusterAppUiPresignedUrlResponse;
import software.amazon.awssdk.services.emr.model.GetPersistentAppUiPresignedUrlRequest;
import software.amazon.awssdk.services.emr.model.GetPersistentAppUiPresignedUrlResponse;
import software.amazon.awssdk.services.emr.model.GetStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.GetStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.IdcUserAssignment;
import software.amazon.awssdk.services.emr.model.IdentityType;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.ListBootstrapActionsRequest;
import software.amazon.awssdk.services.emr.model.ListBootstrapActionsResponse;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsResponse;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ListInstancesRequest;
import software.amazon.awssdk.services.emr.model.ListInstancesResponse;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsRequest;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsResponse;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsRequest;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsResponse;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsRequest;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsResponse;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsRequest;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsResponse;
import software.amazon.awssdk.services.emr.model.ListStudiosRequest;
import software.amazon.awssdk.services.emr.model.ListStudiosResponse;
import software.amazon.awssdk.services.emr.model.ListSupportedInstanceTypesRequest;
import software.amazon.awssdk.services.emr.model.ListSupportedInstanceTypesResponse;
import software.amazon.awssdk.services.emr.model.ManagedScalingPolicy;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.ModifyClusterResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceFleetRequest;
import software.amazon.awssdk.services.emr.model.ModifyInstanceFleetResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.NotebookS3LocationFromInput;
import software.amazon.awssdk.services.emr.model.OnDemandCapacityReservationOptions;
import software.amazon.awssdk.services.emr.model.OutputNotebookFormat;
import software.amazon.awssdk.services.emr.model.PutAutoScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutAutoScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.PutAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutAutoTerminationPolicyResponse;
import software.amazon.awssdk.services.emr.model.PutBlockPublicAccessConfigurationRequest;
import software.amazon.awssdk.services.emr.model.PutBlockPublicAccessConfigurationResponse;
import software.amazon.awssdk.services.emr.model.PutManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutManagedScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveAutoScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveAutoScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveAutoTerminationPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveManagedScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.RemoveTagsRequest;
import software.amazon.awssdk.services.emr.model.RemoveTagsResponse;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;
import software.amazon.awssdk.services.emr.model.ScalingRule;
import software.amazon.awssdk.services.emr.model.ScalingStrategy;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsRequest;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsResponse;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionResponse;
import software.amazon.awssdk.services.emr.model.SetUnhealthyNodeReplacementRequest;
import software.amazon.awssdk.services.emr.model.SetUnhealthyNodeReplacementResponse;
import software.amazon.awssdk.services.emr.model.SetVisibleToAllUsersRequest;
import software.amazon.awssdk.services.emr.model.SetVisibleToAllUsersResponse;
import software.amazon.awssdk.services.emr.model.StartNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.StartNotebookExecutionResponse;
import software.amazon.awssdk.services.emr.model.Statistic;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.Tag;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsResponse;
import software.amazon.awssdk.services.emr.model.Unit;
import software.amazon.awssdk.services.emr.model.UpdateStudioRequest;
import software.amazon.awssdk.services.emr.model.UpdateStudioResponse;
import software.amazon.awssdk.services.emr.model.UpdateStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.UpdateStudioSessionMappingResponse;

/** Calls every operation with all that it takes, and notes which fields of the responses have values. */
final class CoverageScenario implements AutoCloseable {

    private static final int MORE_THAN_A_PAGE = Page.SIZE + 1;
    private static final String ROLE = "arn:aws:iam::123456789012:role/job";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
    private static final List<Tag> TAGS =
            List.of(Tag.builder().key("team").value("data").build());
    private static final List<Configuration> CONFIGURATIONS = List.of(Configuration.builder()
            .classification("hadoop-env")
            .properties(Map.of("a", "1"))
            .configurations(Configuration.builder()
                    .classification("export")
                    .properties(Map.of("B", "2"))
                    .build())
            .build());

    private final Map<String, Set<String>> filled = new HashMap<>();
    private final EmrFixture emr;

    CoverageScenario(Path directory) {
        emr = new EmrFixture(
                directory, settings -> settings.clock(new ManualHarnessClock(Instant.parse("2026-11-22T12:00:00Z"))));
    }

    /** By operation, the leaves of its responses that had a value. */
    Map<String, Set<String>> play() {
        releases();
        securityConfigurations();
        String groups = groups();
        steps(groups);
        policies(groups);
        settings(groups);
        fleets();
        threeMasters();
        bootstrapActions();
        studios();
        notebooks(groups);
        interfaces(groups);
        clusters(groups);
        return filled;
    }

    private void releases() {
        call(ListReleaseLabelsRequest.builder().maxResults(1).build(), ListReleaseLabelsResponse.class);
        call(
                DescribeReleaseLabelRequest.builder()
                        .releaseLabel("emr-7.10.0")
                        .maxResults(1)
                        .build(),
                DescribeReleaseLabelResponse.class);
        call(
                ListSupportedInstanceTypesRequest.builder()
                        .releaseLabel("emr-7.10.0")
                        .build(),
                ListSupportedInstanceTypesResponse.class);
        call(
                PutBlockPublicAccessConfigurationRequest.builder()
                        .blockPublicAccessConfiguration(block -> block.blockPublicSecurityGroupRules(true)
                                .permittedPublicSecurityGroupRuleRanges(range -> range.minRange(22)))
                        .build(),
                PutBlockPublicAccessConfigurationResponse.class);
        call(
                GetBlockPublicAccessConfigurationRequest.builder().build(),
                GetBlockPublicAccessConfigurationResponse.class);
    }

    private void securityConfigurations() {
        create(
                "roles",
                "{\"AuthorizationConfiguration\":{\"IAMConfiguration\":"
                        + "{\"EnableApplicationScopedIAMRole\":true}},\"AuthenticationConfiguration\":"
                        + "{\"KerberosConfiguration\":{}}}");
        call(
                DescribeSecurityConfigurationRequest.builder().name("roles").build(),
                DescribeSecurityConfigurationResponse.class);
        times(MORE_THAN_A_PAGE, number -> create("other-" + number, "{\"AuthenticationConfiguration\":{}}"));
        call(ListSecurityConfigurationsRequest.builder().build(), ListSecurityConfigurationsResponse.class);
        call(
                DeleteSecurityConfigurationRequest.builder().name("other-1").build(),
                DeleteSecurityConfigurationResponse.class);
    }

    private void create(String name, String json) {
        call(
                CreateSecurityConfigurationRequest.builder()
                        .name(name)
                        .securityConfiguration(json)
                        .build(),
                CreateSecurityConfigurationResponse.class);
    }

    /** A cluster with as much as one can have. */
    private String groups() {
        RunJobFlowRequest request = minimal()
                .logUri("s3://logs/")
                .logEncryptionKmsKeyId(KEY)
                .securityConfiguration("roles")
                .kerberosAttributes(kerberos -> kerberos.realm("EC2.INTERNAL")
                        .kdcAdminPassword("secret")
                        .crossRealmTrustPrincipalPassword("secret")
                        .adDomainJoinUser("user")
                        .adDomainJoinPassword("secret"))
                .applications(application -> application.name("Spark").args("a").additionalInfo(Map.of("a", "1")))
                .configurations(CONFIGURATIONS)
                .tags(TAGS)
                .autoScalingRole("EMR_AutoScaling_DefaultRole")
                .customAmiId("ami-0123456789abcdef0")
                .ebsRootVolumeSize(20)
                .ebsRootVolumeIops(3000)
                .ebsRootVolumeThroughput(125)
                .stepConcurrencyLevel(10)
                .osReleaseLabel("2023.7.20250609.0")
                .extendedSupport(true)
                .monitoringConfiguration(monitoring -> monitoring.cloudWatchLogConfiguration(logs -> logs.enabled(true)
                        .logGroupName("g")
                        .logStreamNamePrefix("p")
                        .encryptionKeyArn(KEY)
                        .logTypes(Map.of("STEP_LOGS", List.of("STDOUT")))))
                .instances(instances -> instances
                        .keepJobFlowAliveWhenNoSteps(true)
                        .ec2KeyName("key")
                        .ec2SubnetId("subnet-1")
                        .emrManagedMasterSecurityGroup("sg-1")
                        .emrManagedSlaveSecurityGroup("sg-2")
                        .serviceAccessSecurityGroup("sg-3")
                        .additionalMasterSecurityGroups("sg-4")
                        .additionalSlaveSecurityGroups("sg-5")
                        .instanceGroups(group(InstanceRoleType.MASTER, 1), core()))
                .build();
        String id = call(request, RunJobFlowResponse.class).orElseThrow().jobFlowId();
        call(ListInstanceGroupsRequest.builder().clusterId(id).build(), ListInstanceGroupsResponse.class);
        call(ListInstancesRequest.builder().clusterId(id).build(), ListInstancesResponse.class);
        call(
                        AddInstanceGroupsRequest.builder()
                                .jobFlowId(id)
                                .instanceGroups(group(InstanceRoleType.TASK, 1))
                                .build(),
                        AddInstanceGroupsResponse.class)
                .ifPresent(added -> {
                    String task = added.instanceGroupIds().get(0);
                    call(
                            PutAutoScalingPolicyRequest.builder()
                                    .clusterId(id)
                                    .instanceGroupId(task)
                                    .autoScalingPolicy(autoScalingPolicy())
                                    .build(),
                            PutAutoScalingPolicyResponse.class);
                    call(ListInstanceGroupsRequest.builder().clusterId(id).build(), ListInstanceGroupsResponse.class);
                    call(
                            RemoveAutoScalingPolicyRequest.builder()
                                    .clusterId(id)
                                    .instanceGroupId(task)
                                    .build(),
                            RemoveAutoScalingPolicyResponse.class);
                    call(
                            ModifyInstanceGroupsRequest.builder()
                                    .clusterId(id)
                                    .instanceGroups(group -> group.instanceGroupId(task)
                                            .instanceCount(0)
                                            .shrinkPolicy(shrink -> shrink.decommissionTimeout(1)
                                                    .instanceResizePolicy(resize -> resize.instancesToProtect("i-1")
                                                            .instancesToTerminate("i-2")
                                                            .instanceTerminationTimeout(1))))
                                    .build(),
                            ModifyInstanceGroupsResponse.class);
                    call(ListInstanceGroupsRequest.builder().clusterId(id).build(), ListInstanceGroupsResponse.class);
                    call(ListInstancesRequest.builder().clusterId(id).build(), ListInstancesResponse.class);
                });
        return id;
    }

    private static InstanceGroupConfig core() {
        return group(InstanceRoleType.CORE, 2).toBuilder()
                .name("core nodes")
                .market(MarketType.SPOT)
                .bidPrice("0.1")
                .configurations(CONFIGURATIONS)
                .customAmiId("ami-0123456789abcdef0")
                .ebsConfiguration(
                        ebs -> ebs.ebsOptimized(true).ebsBlockDeviceConfigs(device -> device.volumesPerInstance(1)
                                .volumeSpecification(volume -> volume.volumeType("gp3")
                                        .sizeInGB(10)
                                        .iops(3000)
                                        .throughput(125))))
                .build();
    }

    private static AutoScalingPolicy autoScalingPolicy() {
        return AutoScalingPolicy.builder()
                .constraints(limits -> limits.minCapacity(1).maxCapacity(3))
                .rules(ScalingRule.builder()
                        .name("more")
                        .description("more of them")
                        .action(action -> action.market(MarketType.SPOT)
                                .simpleScalingPolicyConfiguration(
                                        simple -> simple.adjustmentType(AdjustmentType.CHANGE_IN_CAPACITY)
                                                .scalingAdjustment(1)
                                                .coolDown(300)))
                        .trigger(trigger -> trigger.cloudWatchAlarmDefinition(
                                alarm -> alarm.comparisonOperator(ComparisonOperator.LESS_THAN)
                                        .evaluationPeriods(1)
                                        .metricName("YARNMemoryAvailablePercentage")
                                        .namespace("AWS/ElasticMapReduce")
                                        .period(300)
                                        .statistic(Statistic.AVERAGE)
                                        .threshold(15.0)
                                        .unit(Unit.PERCENT)
                                        .dimensions(dimension ->
                                                dimension.key("JobFlowId").value("${emr.clusterId}"))))
                        .build())
                .build();
    }

    private void steps(String cluster) {
        StepConfig good = step("good", "exit", "0").toBuilder()
                .hadoopJarStep(HadoopJarStepConfig.builder()
                        .jar("command-runner.jar")
                        .args("bash", "exit", "0")
                        .properties(property -> property.key("a").value("1"))
                        .build())
                .stepMonitoringConfiguration(monitoring -> monitoring.s3MonitoringConfiguration(
                        s3 -> s3.logUri("s3://step-logs/").encryptionKeyArn(KEY)))
                .build();
        StepConfig bad = step("bad").toBuilder()
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").mainClass("Missing"))
                .build();
        List<String> ids = add(cluster, good, bad, step("long"));
        emr.awaitStep(cluster, ids.get(0), StepState.COMPLETED);
        emr.awaitStep(cluster, ids.get(1), StepState.FAILED);
        emr.awaitStep(cluster, ids.get(2), StepState.RUNNING);
        for (String id : ids) {
            call(DescribeStepRequest.builder().clusterId(cluster).stepId(id).build(), DescribeStepResponse.class);
        }
        call(CancelStepsRequest.builder().clusterId(cluster).stepIds(ids).build(), CancelStepsResponse.class);
        emr.awaitStep(cluster, ids.get(2), StepState.CANCELLED);
        StepConfig[] more = IntStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj(number -> step("more-" + number, "exit", "0"))
                .toArray(StepConfig[]::new);
        add(cluster, more).forEach(id -> emr.awaitStep(cluster, id, StepState.COMPLETED));
        call(ListStepsRequest.builder().clusterId(cluster).build(), ListStepsResponse.class);
        call(ListStepsRequest.builder().clusterId(cluster).stepIds(ids).build(), ListStepsResponse.class);
    }

    private List<String> add(String cluster, StepConfig... steps) {
        return call(
                        AddJobFlowStepsRequest.builder()
                                .jobFlowId(cluster)
                                .executionRoleArn(ROLE)
                                .steps(steps)
                                .build(),
                        AddJobFlowStepsResponse.class)
                .orElseThrow()
                .stepIds();
    }

    private void policies(String cluster) {
        call(
                PutAutoTerminationPolicyRequest.builder()
                        .clusterId(cluster)
                        .autoTerminationPolicy(policy -> policy.idleTimeout(3600L))
                        .build(),
                PutAutoTerminationPolicyResponse.class);
        call(
                GetAutoTerminationPolicyRequest.builder().clusterId(cluster).build(),
                GetAutoTerminationPolicyResponse.class);
        call(
                RemoveAutoTerminationPolicyRequest.builder().clusterId(cluster).build(),
                RemoveAutoTerminationPolicyResponse.class);
        ComputeLimits limits = ComputeLimits.builder()
                .unitType(ComputeLimitsUnitType.INSTANCES)
                .minimumCapacityUnits(1)
                .maximumCapacityUnits(9)
                .maximumOnDemandCapacityUnits(4)
                .maximumCoreCapacityUnits(4)
                .build();
        for (ManagedScalingPolicy policy : List.of(
                ManagedScalingPolicy.builder().computeLimits(limits).build(),
                ManagedScalingPolicy.builder()
                        .computeLimits(limits)
                        .scalingStrategy(ScalingStrategy.ADVANCED)
                        .utilizationPerformanceIndex(50)
                        .build())) {
            call(
                    PutManagedScalingPolicyRequest.builder()
                            .clusterId(cluster)
                            .managedScalingPolicy(policy)
                            .build(),
                    PutManagedScalingPolicyResponse.class);
            call(
                    GetManagedScalingPolicyRequest.builder().clusterId(cluster).build(),
                    GetManagedScalingPolicyResponse.class);
        }
        call(
                RemoveManagedScalingPolicyRequest.builder().clusterId(cluster).build(),
                RemoveManagedScalingPolicyResponse.class);
        call(AddTagsRequest.builder().resourceId(cluster).tags(TAGS).build(), AddTagsResponse.class);
        call(RemoveTagsRequest.builder().resourceId(cluster).tagKeys("none").build(), RemoveTagsResponse.class);
    }

    private void settings(String cluster) {
        call(
                ModifyClusterRequest.builder()
                        .clusterId(cluster)
                        .stepConcurrencyLevel(2)
                        .extendedSupport(true)
                        .build(),
                ModifyClusterResponse.class);
        call(
                SetTerminationProtectionRequest.builder()
                        .jobFlowIds(cluster)
                        .terminationProtected(false)
                        .build(),
                SetTerminationProtectionResponse.class);
        call(
                SetVisibleToAllUsersRequest.builder()
                        .jobFlowIds(cluster)
                        .visibleToAllUsers(true)
                        .build(),
                SetVisibleToAllUsersResponse.class);
        call(
                SetKeepJobFlowAliveWhenNoStepsRequest.builder()
                        .jobFlowIds(cluster)
                        .keepJobFlowAliveWhenNoSteps(true)
                        .build(),
                SetKeepJobFlowAliveWhenNoStepsResponse.class);
        call(
                SetUnhealthyNodeReplacementRequest.builder()
                        .jobFlowIds(cluster)
                        .unhealthyNodeReplacement(true)
                        .build(),
                SetUnhealthyNodeReplacementResponse.class);
    }

    private void fleets() {
        CapacityReservation reservation = new CapacityReservation();
        RunJobFlowRequest request = minimal()
                .instances(instances -> instances
                        .keepJobFlowAliveWhenNoSteps(true)
                        .ec2SubnetIds("subnet-1", "subnet-2")
                        .placement(placement -> placement.availabilityZones("us-east-1b"))
                        .instanceFleets(
                                fleet(InstanceFleetType.MASTER, 1, 0).build(),
                                fleet(InstanceFleetType.CORE, 1, 2)
                                        .launchSpecifications(launch -> launch.spotSpecification(
                                                        spot -> spot.timeoutDurationMinutes(10)
                                                                .timeoutAction("SWITCH_TO_ON_DEMAND")
                                                                .allocationStrategy("capacity-optimized"))
                                                .onDemandSpecification(
                                                        onDemand -> onDemand.allocationStrategy("lowest-price")
                                                                .capacityReservationOptions(reservation.options())))
                                        .build()))
                .build();
        String id = call(request, RunJobFlowResponse.class).orElseThrow().jobFlowId();
        call(DescribeClusterRequest.builder().clusterId(id).build(), DescribeClusterResponse.class);
        call(ListInstanceFleetsRequest.builder().clusterId(id).build(), ListInstanceFleetsResponse.class);
        call(ListInstancesRequest.builder().clusterId(id).build(), ListInstancesResponse.class);
        call(
                        AddInstanceFleetRequest.builder()
                                .clusterId(id)
                                .instanceFleet(
                                        fleet(InstanceFleetType.TASK, 1, 1).build())
                                .build(),
                        AddInstanceFleetResponse.class)
                .ifPresent(added -> call(
                        ModifyInstanceFleetRequest.builder()
                                .clusterId(id)
                                .instanceFleet(fleet -> fleet.instanceFleetId(added.instanceFleetId())
                                        .targetOnDemandCapacity(2)
                                        .targetSpotCapacity(1)
                                        .resizeSpecifications(resize -> resize.spotResizeSpecification(
                                                        spot -> spot.timeoutDurationMinutes(10)
                                                                .allocationStrategy("capacity-optimized"))
                                                .onDemandResizeSpecification(
                                                        onDemand -> onDemand.timeoutDurationMinutes(10)
                                                                .allocationStrategy("lowest-price")
                                                                .capacityReservationOptions(reservation.options()))))
                                .build(),
                        ModifyInstanceFleetResponse.class));
        call(ListInstanceFleetsRequest.builder().clusterId(id).build(), ListInstanceFleetsResponse.class);
        emr.terminate(id);
        call(ListInstanceFleetsRequest.builder().clusterId(id).build(), ListInstanceFleetsResponse.class);
    }

    /** The options of a reservation, which may only stand with the strategy lowest-price. */
    private static final class CapacityReservation {

        OnDemandCapacityReservationOptions options() {
            return OnDemandCapacityReservationOptions.builder()
                    .usageStrategy("use-capacity-reservations-first")
                    .capacityReservationPreference("open")
                    .build();
        }
    }

    private static InstanceFleetConfig.Builder fleet(InstanceFleetType type, int onDemand, int spot) {
        return InstanceFleetConfig.builder()
                .name(type.toString())
                .instanceFleetType(type)
                .targetOnDemandCapacity(onDemand)
                .targetSpotCapacity(spot)
                .instanceTypeConfigs(config -> config.instanceType("m5.xlarge")
                        .weightedCapacity(1)
                        .bidPriceAsPercentageOfOnDemandPrice(100.0)
                        .configurations(CONFIGURATIONS)
                        .ebsConfiguration(ebs -> ebs.ebsOptimized(true)
                                .ebsBlockDeviceConfigs(device -> device.volumesPerInstance(1)
                                        .volumeSpecification(volume -> volume.volumeType("gp3")
                                                .sizeInGB(10)
                                                .iops(3000)
                                                .throughput(125)))));
    }

    private void threeMasters() {
        String id = emr.run(request -> request.placementGroupConfigs(placement ->
                        placement.instanceRole(InstanceRoleType.MASTER).placementStrategy("SPREAD"))
                .instances(instances -> instances
                        .ec2SubnetId("subnet-1")
                        .instanceGroups(group(InstanceRoleType.MASTER, 3), group(InstanceRoleType.CORE, 1))));
        call(DescribeClusterRequest.builder().clusterId(id).build(), DescribeClusterResponse.class);
    }

    private void bootstrapActions() {
        String id = emr.run(request -> request.bootstrapActions(action -> action.name("first")
                .scriptBootstrapAction(script -> script.path("/bin/true").args("a"))));
        call(ListBootstrapActionsRequest.builder().clusterId(id).build(), ListBootstrapActionsResponse.class);
        String failed = emr.run(request -> request.bootstrapActions(
                action -> action.name("bad").scriptBootstrapAction(script -> script.path("/no/such/script"))));
        emr.awaitState(failed, ClusterState.TERMINATED_WITH_ERRORS);
        call(DescribeClusterRequest.builder().clusterId(failed).build(), DescribeClusterResponse.class);
        call(ListClustersRequest.builder().build(), ListClustersResponse.class);
        call(DescribeJobFlowsRequest.builder().jobFlowIds(List.of(id, failed)).build(), DescribeJobFlowsResponse.class);
    }

    private void studios() {
        String id = createStudio();
        call(DescribeStudioRequest.builder().studioId(id).build(), DescribeStudioResponse.class);
        call(UpdateStudioRequest.builder().studioId(id).name("new").build(), UpdateStudioResponse.class);
        times(MORE_THAN_A_PAGE, number -> createStudio());
        call(ListStudiosRequest.builder().build(), ListStudiosResponse.class);
        times(MORE_THAN_A_PAGE, number -> mapping(id, null, "user-" + number));
        mapping(id, "guid", null);
        call(
                UpdateStudioSessionMappingRequest.builder()
                        .studioId(id)
                        .identityType(IdentityType.USER)
                        .identityId("guid")
                        .sessionPolicyArn(ROLE)
                        .build(),
                UpdateStudioSessionMappingResponse.class);
        for (String name : List.of("guid", "user-1")) {
            call(
                    GetStudioSessionMappingRequest.builder()
                            .studioId(id)
                            .identityType(IdentityType.USER)
                            .identityId(name.equals("guid") ? name : null)
                            .identityName(name.equals("guid") ? null : name)
                            .build(),
                    GetStudioSessionMappingResponse.class);
        }
        call(ListStudioSessionMappingsRequest.builder().studioId(id).build(), ListStudioSessionMappingsResponse.class);
        call(
                DeleteStudioSessionMappingRequest.builder()
                        .studioId(id)
                        .identityType(IdentityType.USER)
                        .identityId("guid")
                        .build(),
                DeleteStudioSessionMappingResponse.class);
        call(DeleteStudioRequest.builder().studioId(id).build(), DeleteStudioResponse.class);
    }

    private String createStudio() {
        return call(
                        CreateStudioRequest.builder()
                                .name("studio")
                                .description("for all")
                                .authMode(AuthMode.SSO)
                                .vpcId("vpc-1")
                                .subnetIds("subnet-1")
                                .serviceRole("service")
                                .userRole("user")
                                .workspaceSecurityGroupId("sg-1")
                                .engineSecurityGroupId("sg-2")
                                .defaultS3Location("s3://bucket/")
                                .idpAuthUrl("https://idp.example.com")
                                .idpRelayStateParameterName("RelayState")
                                .tags(TAGS)
                                .trustedIdentityPropagationEnabled(true)
                                .idcUserAssignment(IdcUserAssignment.REQUIRED)
                                .idcInstanceArn("arn:aws:sso:::instance/ssoins-1")
                                .encryptionKeyArn(KEY)
                                .build(),
                        CreateStudioResponse.class)
                .orElseThrow()
                .studioId();
    }

    private void mapping(String studioId, String identityId, String identityName) {
        call(
                CreateStudioSessionMappingRequest.builder()
                        .studioId(studioId)
                        .identityType(IdentityType.USER)
                        .identityId(identityId)
                        .identityName(identityName)
                        .sessionPolicyArn(ROLE)
                        .build(),
                CreateStudioSessionMappingResponse.class);
    }

    private void notebooks(String cluster) {
        StartNotebookExecutionRequest.Builder request = StartNotebookExecutionRequest.builder()
                .notebookExecutionName("run")
                .notebookParams("{}")
                .executionEngine(engine ->
                        engine.id(cluster).masterInstanceSecurityGroupId("sg-1").executionRoleArn(ROLE))
                .serviceRole("service")
                .notebookInstanceSecurityGroupId("sg-2")
                .tags(TAGS)
                .outputNotebookS3Location(location -> location.bucket("b").key("k"))
                .outputNotebookFormat(OutputNotebookFormat.HTML)
                .environmentVariables(Map.of("A", "1"));
        times(MORE_THAN_A_PAGE, number -> {
            boolean editor = number % 2 == 0;
            String id = call(
                            request.copy()
                                    .editorId(editor ? "e-1" : null)
                                    .relativePath(editor ? "a.ipynb" : null)
                                    .notebookS3Location(
                                            editor
                                                    ? null
                                                    : NotebookS3LocationFromInput.builder()
                                                            .bucket("b")
                                                            .key("k")
                                                            .build())
                                    .build(),
                            StartNotebookExecutionResponse.class)
                    .orElseThrow()
                    .notebookExecutionId();
            call(
                    DescribeNotebookExecutionRequest.builder()
                            .notebookExecutionId(id)
                            .build(),
                    DescribeNotebookExecutionResponse.class);
        });
        call(ListNotebookExecutionsRequest.builder().build(), ListNotebookExecutionsResponse.class);
        filled.put("StopNotebookExecution", Set.of());
    }

    private void interfaces(String cluster) {
        String id = call(
                        CreatePersistentAppUiRequest.builder()
                                .targetResourceArn(emr.describe(cluster).clusterArn())
                                .tags(TAGS)
                                .build(),
                        CreatePersistentAppUiResponse.class)
                .orElseThrow()
                .persistentAppUIId();
        call(
                DescribePersistentAppUiRequest.builder().persistentAppUIId(id).build(),
                DescribePersistentAppUiResponse.class);
        call(
                GetPersistentAppUiPresignedUrlRequest.builder()
                        .persistentAppUIId(id)
                        .build(),
                GetPersistentAppUiPresignedUrlResponse.class);
        call(
                GetOnClusterAppUiPresignedUrlRequest.builder()
                        .clusterId(cluster)
                        .build(),
                GetOnClusterAppUiPresignedUrlResponse.class);
        call(
                GetClusterSessionCredentialsRequest.builder()
                        .clusterId(cluster)
                        .executionRoleArn(ROLE)
                        .build(),
                GetClusterSessionCredentialsResponse.class);
    }

    private void clusters(String cluster) {
        call(DescribeClusterRequest.builder().clusterId(cluster).build(), DescribeClusterResponse.class);
        call(TerminateJobFlowsRequest.builder().jobFlowIds(cluster).build(), TerminateJobFlowsResponse.class);
        call(DescribeClusterRequest.builder().clusterId(cluster).build(), DescribeClusterResponse.class);
        call(DescribeJobFlowsRequest.builder().jobFlowIds(List.of(cluster)).build(), DescribeJobFlowsResponse.class);
        times(MORE_THAN_A_PAGE, number -> emr.terminate(emr.run()));
        call(ListClustersRequest.builder().build(), ListClustersResponse.class);
    }

    private static void times(int count, IntConsumer action) {
        IntStream.rangeClosed(1, count).forEach(action);
    }

    /** Calls an operation; empty if the harness does not have it. */
    private <T extends EmrResponse> Optional<T> call(EmrRequest request, Class<T> type) {
        EmrResponse response;
        try {
            response = emr.service().execute(request);
        } catch (EmrServiceException e) {
            if (e.code().equals(NotSupported.CODE)) {
                return Optional.empty();
            }
            throw e;
        }
        filled.computeIfAbsent(OperationTable.nameOf(request.getClass()), name -> new TreeSet<>())
                .addAll(ModelFields.filled(response));
        return Optional.of(type.cast(response));
    }

    @Override
    public void close() {
        emr.close();
    }
}
