package io.github.emrharness.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.core.waiters.WaiterResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.emr.EmrAsyncClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.DescribeClusterResponse;
import software.amazon.awssdk.services.emr.model.EmrException;
import software.amazon.awssdk.services.emr.model.InstanceFleet;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InvalidRequestException;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.ListBootstrapActionsResponse;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.ListInstanceFleetsResponse;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ListInstancesResponse;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsResponse;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsResponse;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsResponse;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsResponse;
import software.amazon.awssdk.services.emr.model.ListStudiosResponse;
import software.amazon.awssdk.services.emr.model.ListSupportedInstanceTypesResponse;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.SecurityConfigurationSummary;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;
import software.amazon.awssdk.services.emr.waiters.EmrAsyncWaiter;
import software.amazon.awssdk.services.emr.waiters.EmrWaiter;

/** The AWS SDK for Java, version 2: the paginators and waiters of its two clients, which must agree. */
@ExtendWith(SharedHarness.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaSdkTest {

    private static final String RELEASE = "emr-7.10.0";

    private static final WaiterOverrideConfiguration WAITING = WaiterOverrideConfiguration.builder()
            .maxAttempts(120)
            .waitTimeout(Duration.ofSeconds(60))
            .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(500)))
            .build();

    private final List<String> started = Collections.synchronizedList(new ArrayList<>());

    private EmrClient emr;
    private EmrAsyncClient async;

    @BeforeAll
    void connect(Endpoint endpoint) {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey()));
        // A retry would hide an error that the harness should not make.
        ClientOverrideConfiguration once = ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build();
        emr = EmrClient.builder()
                .endpointOverride(endpoint.emr())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(once)
                .build();
        async = EmrAsyncClient.builder()
                .endpointOverride(endpoint.emr())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(once)
                .build();
    }

    @AfterAll
    void disconnect() {
        for (String id : started) {
            emr.terminateJobFlows(r -> r.jobFlowIds(id));
        }
        emr.close();
        async.close();
    }

    @Test
    void both_waiters_see_a_cluster_run_and_end() {
        String id = cluster(r -> {});
        try (EmrWaiter waiter = EmrWaiter.builder()
                        .client(emr)
                        .overrideConfiguration(WAITING)
                        .build();
                EmrAsyncWaiter asyncWaiter = EmrAsyncWaiter.builder()
                        .client(async)
                        .overrideConfiguration(WAITING)
                        .build()) {

            waiter.waitUntilClusterRunning(r -> r.clusterId(id));
            asyncWaiter.waitUntilClusterRunning(r -> r.clusterId(id)).join();
            emr.terminateJobFlows(r -> r.jobFlowIds(id));
            WaiterResponse<DescribeClusterResponse> ended = waiter.waitUntilClusterTerminated(r -> r.clusterId(id));
            asyncWaiter.waitUntilClusterTerminated(r -> r.clusterId(id)).join();

            assertThat(ended.matched().response())
                    .hasValueSatisfying(response ->
                            assertThat(response.cluster().status().state()).isEqualTo(ClusterState.TERMINATED));
        }
    }

    @Test
    void both_waiters_see_a_step_complete_and_another_fail() {
        String id = cluster(r -> r.steps(bash("exit 0"), bash("exit 3")));
        List<String> steps = emr.listSteps(r -> r.clusterId(id)).steps().stream()
                .map(StepSummary::id)
                .toList();
        try (EmrWaiter waiter = EmrWaiter.builder()
                        .client(emr)
                        .overrideConfiguration(WAITING)
                        .build();
                EmrAsyncWaiter asyncWaiter = EmrAsyncWaiter.builder()
                        .client(async)
                        .overrideConfiguration(WAITING)
                        .build()) {

            waiter.waitUntilStepComplete(r -> r.clusterId(id).stepId(steps.get(1)));
            asyncWaiter
                    .waitUntilStepComplete(r -> r.clusterId(id).stepId(steps.get(1)))
                    .join();

            assertThatThrownBy(() ->
                            waiter.waitUntilStepComplete(r -> r.clusterId(id).stepId(steps.get(0))))
                    .hasMessageContaining("failure state");
            assertThatThrownBy(() -> asyncWaiter
                            .waitUntilStepComplete(r -> r.clusterId(id).stepId(steps.get(0)))
                            .join())
                    .hasMessageContaining("failure state");
        }
        assertThat(emr.describeStep(r -> r.clusterId(id).stepId(steps.get(0)))
                        .step()
                        .status()
                        .state())
                .isEqualTo(StepState.FAILED);
    }

    @Test
    void both_clients_know_the_errors_of_the_model() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> emr.describeCluster(r -> r.clusterId("j-NOSUCHCLUSTER")))
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequestException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Cluster id 'j-NOSUCHCLUSTER' is not valid.");
                    assertThat(e.requestId()).isNotBlank();
                });
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> async.describeCluster(r -> r.clusterId("j-NOSUCHCLUSTER"))
                        .join())
                .withCauseInstanceOf(InvalidRequestException.class);
    }

    @Test
    void both_clients_take_the_errors_that_are_not_in_the_model() {
        assertThatExceptionOfType(EmrException.class)
                .isThrownBy(() -> emr.terminateJobFlows(r -> r.jobFlowIds("j-NOSUCHCLUSTER")))
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Specified job flow ID not valid.");
                });
    }

    @Test
    void clusters_in_pages() {
        List<String> ids = IntStream.range(0, 53)
                .mapToObj(i -> cluster(r -> r.name("paged " + i)))
                .toList();

        List<List<ClusterSummary>> pages = pages(
                emr.listClustersPaginator(r -> r.createdAfter(emr.describeCluster(c -> c.clusterId(ids.get(0)))
                        .cluster()
                        .status()
                        .timeline()
                        .creationDateTime())),
                ListClustersResponse::clusters);

        assertThat(pages.get(0)).hasSize(50);
        assertThat(flat(pages)).extracting(ClusterSummary::id).containsAll(ids);
        List<ClusterSummary> ended = Collections.synchronizedList(new ArrayList<>());
        async.listClustersPaginator(r -> r.clusterStates(ClusterState.WAITING))
                .clusters()
                .subscribe(ended::add)
                .join();
        assertThat(ended).extracting(ClusterSummary::id).containsAll(ids);
    }

    @Test
    void steps_in_pages() {
        String id = cluster(r -> r.steps(bash("sleep 600")));
        List<StepConfig> fifty = Collections.nCopies(50, bash("exit 0"));
        emr.addJobFlowSteps(r -> r.jobFlowId(id).steps(fifty));
        emr.addJobFlowSteps(r -> r.jobFlowId(id).steps(fifty));

        assertThat(agreed(
                        emr.listStepsPaginator(r -> r.clusterId(id)),
                        async.listStepsPaginator(r -> r.clusterId(id)),
                        ListStepsResponse::steps,
                        StepSummary::id))
                .extracting(List::size)
                .containsExactly(50, 50, 1);
    }

    @Test
    void groups_instances_and_bootstrap_actions_in_pages() {
        String id = cluster(r -> r.instances(i -> i.masterInstanceType("m5.xlarge")
                .slaveInstanceType("m5.xlarge")
                .instanceCount(3)
                .keepJobFlowAliveWhenNoSteps(true)));

        assertThat(agreed(
                        emr.listInstanceGroupsPaginator(r -> r.clusterId(id)),
                        async.listInstanceGroupsPaginator(r -> r.clusterId(id)),
                        ListInstanceGroupsResponse::instanceGroups,
                        InstanceGroup::id))
                .extracting(List::size)
                .containsExactly(2);
        assertThat(agreed(
                        emr.listInstancesPaginator(r -> r.clusterId(id)),
                        async.listInstancesPaginator(r -> r.clusterId(id)),
                        ListInstancesResponse::instances,
                        instance -> instance.ec2InstanceId()))
                .extracting(List::size)
                .containsExactly(3);
        assertThat(agreed(
                        emr.listBootstrapActionsPaginator(r -> r.clusterId(id)),
                        async.listBootstrapActionsPaginator(r -> r.clusterId(id)),
                        ListBootstrapActionsResponse::bootstrapActions,
                        action -> action.name()))
                .containsExactly(List.of());
    }

    @Test
    void fleets_in_pages() {
        String id = cluster(r ->
                r.instances(i -> i.instanceFleets(fleet(InstanceFleetType.MASTER, 1), fleet(InstanceFleetType.CORE, 2))
                        .keepJobFlowAliveWhenNoSteps(true)));

        assertThat(agreed(
                        emr.listInstanceFleetsPaginator(r -> r.clusterId(id)),
                        async.listInstanceFleetsPaginator(r -> r.clusterId(id)),
                        ListInstanceFleetsResponse::instanceFleets,
                        InstanceFleet::instanceFleetTypeAsString))
                .containsExactly(List.of("MASTER", "CORE"));
    }

    @Test
    void security_configurations_in_pages() {
        List<String> names = IntStream.range(0, 52)
                .mapToObj(i -> "java-" + UUID.randomUUID())
                .toList();
        names.forEach(name -> emr.createSecurityConfiguration(r -> r.name(name)
                .securityConfiguration("{\"EncryptionConfiguration\":"
                        + "{\"EnableInTransitEncryption\":false,\"EnableAtRestEncryption\":false}}")));
        try {
            List<List<String>> pages = agreed(
                    emr.listSecurityConfigurationsPaginator(),
                    async.listSecurityConfigurationsPaginator(),
                    ListSecurityConfigurationsResponse::securityConfigurations,
                    SecurityConfigurationSummary::name);

            assertThat(pages.get(0)).hasSize(50);
            assertThat(flat(pages)).containsAll(names);
        } finally {
            names.forEach(name -> emr.deleteSecurityConfiguration(r -> r.name(name)));
        }
    }

    @Test
    void studios_and_their_session_mappings_in_pages() {
        String studio = emr.createStudio(r -> r.name("java-" + UUID.randomUUID())
                        .authMode("SSO")
                        .vpcId("vpc-0123456789abcdef0")
                        .subnetIds("subnet-0123456789abcdef0")
                        .serviceRole("arn:aws:iam::123456789012:role/EMRStudioServiceRole")
                        .userRole("arn:aws:iam::123456789012:role/EMRStudioUserRole")
                        .workspaceSecurityGroupId("sg-0123456789abcdef0")
                        .engineSecurityGroupId("sg-0123456789abcdef1")
                        .defaultS3Location("s3://bucket/studio/"))
                .studioId();
        try {
            assertThat(flat(agreed(
                            emr.listStudiosPaginator(r -> {}),
                            async.listStudiosPaginator(r -> {}),
                            ListStudiosResponse::studios,
                            summary -> summary.studioId())))
                    .contains(studio);
            assertThat(agreed(
                            emr.listStudioSessionMappingsPaginator(r -> r.studioId(studio)),
                            async.listStudioSessionMappingsPaginator(r -> r.studioId(studio)),
                            ListStudioSessionMappingsResponse::sessionMappings,
                            mapping -> mapping.identityName()))
                    .containsExactly(List.of());
        } finally {
            emr.deleteStudio(r -> r.studioId(studio));
        }
    }

    @Test
    void notebook_executions_in_pages() {
        assertThat(agreed(
                        emr.listNotebookExecutionsPaginator(r -> r.status("STOPPED")),
                        async.listNotebookExecutionsPaginator(r -> r.status("STOPPED")),
                        ListNotebookExecutionsResponse::notebookExecutions,
                        execution -> execution.notebookExecutionId()))
                .containsExactly(List.of());
    }

    @Test
    void releases_in_pages() {
        List<List<String>> pages = agreed(
                emr.listReleaseLabelsPaginator(r -> r.maxResults(20)),
                async.listReleaseLabelsPaginator(r -> r.maxResults(20)),
                ListReleaseLabelsResponse::releaseLabels,
                Function.identity());

        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(pages.get(0)).hasSize(20);
        assertThat(flat(pages)).contains(RELEASE).doesNotHaveDuplicates();
    }

    @Test
    void instance_types_in_pages() {
        List<List<String>> pages = agreed(
                emr.listSupportedInstanceTypesPaginator(r -> r.releaseLabel(RELEASE)),
                async.listSupportedInstanceTypesPaginator(r -> r.releaseLabel(RELEASE)),
                ListSupportedInstanceTypesResponse::supportedInstanceTypes,
                type -> type.type());

        assertThat(flat(pages)).contains("m5.xlarge").doesNotHaveDuplicates();
    }

    private String cluster(Consumer<RunJobFlowRequest.Builder> more) {
        RunJobFlowRequest.Builder request = RunJobFlowRequest.builder()
                .name("java")
                .releaseLabel(RELEASE)
                .serviceRole("EMR_DefaultRole")
                .jobFlowRole("EMR_EC2_DefaultRole")
                .instances(JobFlowInstancesConfig.builder()
                        .masterInstanceType("m5.xlarge")
                        .instanceCount(1)
                        .keepJobFlowAliveWhenNoSteps(true)
                        .build());
        more.accept(request);
        String id = emr.runJobFlow(request.build()).jobFlowId();
        started.add(id);
        return id;
    }

    private static StepConfig bash(String script) {
        return StepConfig.builder()
                .name(script)
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").args("bash", "-c", script))
                .build();
    }

    private static InstanceFleetConfig fleet(InstanceFleetType type, int capacity) {
        return InstanceFleetConfig.builder()
                .instanceFleetType(type)
                .targetOnDemandCapacity(capacity)
                .instanceTypeConfigs(config -> config.instanceType("m5.xlarge"))
                .build();
    }

    /** The pages that both clients got, which must be the same, as what identifies their items. */
    private static <R, T, K> List<List<K>> agreed(
            SdkIterable<R> sync, SdkPublisher<R> async, Function<R, List<T>> items, Function<T, K> key) {
        List<R> told = Collections.synchronizedList(new ArrayList<>());
        async.subscribe(told::add).join();
        List<List<K>> expected = keys(pages(sync, items), key);
        assertThat(keys(told.stream().map(items).toList(), key)).isEqualTo(expected);
        return expected;
    }

    private static <T, K> List<List<K>> keys(List<List<T>> pages, Function<T, K> key) {
        return pages.stream().map(page -> page.stream().map(key).toList()).toList();
    }

    private static <R, T> List<List<T>> pages(SdkIterable<R> sync, Function<R, List<T>> items) {
        return sync.stream().map(items).toList();
    }

    private static <T> List<T> flat(List<List<T>> pages) {
        return pages.stream().flatMap(List::stream).toList();
    }
}
