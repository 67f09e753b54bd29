package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.Tag;

/** What RunJobFlow accepts and refuses, and how DescribeCluster tells it again. */
class RunJobFlowTest {

    private static final String SCHEMES = "Please configure instances using one and only one of the following: instance"
            + " groups; instance fleets; instance count, master and slave instance type.";

    private final List<String> declared = new CopyOnWriteArrayList<>();
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(
                directory, settings -> settings.applicationDeclared((cluster, application) -> declared.add(application))
                        .accountId("111122223333"));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "AMI and label",
                        request -> request.amiVersion("3.11"),
                        "Only one AMI version and release label may be specified. Provided AMI: 3.11, release label:"
                                + " emr-7.10.0."),
                refusal("no instances", request -> request.instances(instances -> {}), SCHEMES),
                refusal("count and groups", groupsAnd(instances -> instances.instanceCount(3)), SCHEMES),
                refusal(
                        "Hadoop version and label",
                        groupsAnd(instances -> instances.hadoopVersion("2.4.0")),
                        "Must specify exactly one of the following: release label, AMI version, or Hadoop version."),
                refusal(
                        "bad AMI",
                        request -> request.releaseLabel(null).amiVersion("newest"),
                        "The supplied ami version is invalid."),
                refusal(
                        "applications and AMI",
                        request -> request.releaseLabel(null).amiVersion("3.11").applications(application("Hadoop")),
                        "Cannot specify applications when AMI version is used. Specify supported products or new"
                                + " supported products instead."),
                refusal(
                        "configurations and AMI",
                        request -> request.releaseLabel(null)
                                .amiVersion("3.11.0")
                                .configurations(configuration -> configuration.classification("core-site")),
                        "Cannot specify configurations when AMI version is used."),
                refusal(
                        "two masters",
                        groups(group(InstanceRoleType.MASTER, 2)),
                        "Master instance group must have exactly 3 instances for HA clusters."),
                refusal(
                        "empty group",
                        groups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 0)),
                        "An instance group must have at least one instance"),
                refusal(
                        "no master fleet",
                        fleets(fleet(InstanceFleetType.CORE, 1)),
                        "No master instance fleets were supplied; you must specify exactly one master instance fleet."
                                + " Revise the configuration and resubmit."),
                refusal(
                        "task fleet without core",
                        fleets(fleet(InstanceFleetType.MASTER, 1), fleet(InstanceFleetType.TASK, 1)),
                        "Clusters with task instance fleets must also define core instance fleets."),
                refusal(
                        "fleets too early",
                        fleets(fleet(InstanceFleetType.MASTER, 1))
                                .andThen(request -> request.releaseLabel("emr-5.0.3")),
                        "Instance fleets are not available for the release."),
                refusal("bid of zero", groups(bid(MarketType.SPOT, "0")), "The bid price is negative or zero."),
                refusal(
                        "bid without sense",
                        groups(bid(MarketType.SPOT, "cheap")),
                        "The bid price supplied for an instance group is invalid"),
                refusal(
                        "market",
                        groups(group(InstanceRoleType.MASTER, 1).toBuilder()
                                .market("FLEA")
                                .build()),
                        "1 validation error detected: value 'FLEA' at 'instances.instanceGroups.1.member.market' failed"
                                + " to satify constraint: Member must satisfy enum value set: [SPOT, ON_DEMAND]"),
                refusal(
                        "concurrency too early",
                        request -> request.stepConcurrencyLevel(2).releaseLabel("emr-5.27.0"),
                        "A step concurrency level above 1 needs release 5.28.0 or later; this cluster has emr-5.27.0."),
                refusal(
                        "supported products",
                        request -> request.supportedProducts("mapr"),
                        "Cannot specify supported products when release label is used. Specify applications instead."),
                refusal(
                        "concurrency with an action",
                        request -> request.stepConcurrencyLevel(2)
                                .steps(step("s", ActionOnFailure.TERMINATE_CLUSTER, "exit", "0")),
                        "Action on failure 'TERMINATE_CLUSTER' is invalid."),
                refusal(
                        "too many steps",
                        request -> request.releaseLabel("emr-7.14.0")
                                .steps(Stream.generate(() -> step("s"))
                                        .limit(101)
                                        .toArray(StepConfig[]::new)),
                        "A request may add at most 100 steps with emr-7.14.0; this one has 101."),
                refusal(
                        "log address",
                        request -> request.logUri("/tmp/logs"),
                        "The LogUri '/tmp/logs' is not an address in S3. It must have the form s3://bucket/prefix/."),
                refusal(
                        "name",
                        request -> request.name("a|b"),
                        "1 validation error detected: Value 'a|b' at 'name' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: [^<>$|`]*"),
                refusal(
                        "application",
                        request -> request.applications(application("Sparc")).releaseLabel("emr-spark-8.0.0"),
                        "Specified application: Sparc is not supported by release label emr-spark-8.0.0. It offers"
                                + " AmazonCloudWatchAgent, Delta, Hadoop, Hudi, Iceberg, JupyterEnterpriseGateway, Livy,"
                                + " Spark."));
    }

    private static Arguments refusal(String name, Consumer<RunJobFlowRequest.Builder> change, String message) {
        return Arguments.of(name, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, Consumer<RunJobFlowRequest.Builder> change, String message) {
        RunJobFlowRequest.Builder request = minimal();
        change.accept(request);

        emr.assertRefused(request.build(), "ValidationException", message);
        assertThat(declared).isEmpty();
    }

    @Test
    void what_the_harness_does_not_have_yet_is_refused_by_name() {
        emr.assertRefused(
                minimal().releaseLabel(null).amiVersion("3.11").build(),
                "NotImplementedException",
                "The versions before 4.0 (AmiVersion, HadoopVersion) are not supported by EMR Harness; give a"
                        + " ReleaseLabel.");
    }

    @Test
    void without_applications_there_is_hadoop() {
        assertThat(emr.describe(emr.run()).applications())
                .containsExactly(
                        Application.builder().name("Hadoop").version("3.4.1").build());
    }

    @Test
    void what_was_asked_for_is_told_again() {
        Cluster cluster = emr.describe(emr.run(request -> request.instances(JobFlowInstancesConfig.builder()
                        .keepJobFlowAliveWhenNoSteps(true)
                        .terminationProtected(true)
                        .masterInstanceType("m5.xlarge")
                        .slaveInstanceType("m5.xlarge")
                        .instanceCount(3)
                        .ec2KeyName("key")
                        .ec2SubnetId("subnet-1")
                        .build())
                .tags(Tag.builder().key("team").value("data").build())
                .ebsRootVolumeSize(20)
                .stepConcurrencyLevel(4)));

        assertThat(cluster.autoTerminate()).isFalse();
        assertThat(cluster.terminationProtected()).isTrue();
        assertThat(cluster.stepConcurrencyLevel()).isEqualTo(4);
        assertThat(cluster.ec2InstanceAttributes().ec2KeyName()).isEqualTo("key");
        assertThat(cluster.ec2InstanceAttributes().requestedEc2SubnetIds()).containsExactly("subnet-1");
        assertThat(cluster.ec2InstanceAttributes().ec2AvailabilityZone()).isEqualTo("us-east-1a");
        assertThat(cluster.ec2InstanceAttributes().iamInstanceProfile()).isEqualTo("EMR_EC2_DefaultRole");
        assertThat(cluster.tags())
                .containsExactly(Tag.builder().key("team").value("data").build());
        assertThat(cluster.ebsRootVolumeSize()).isEqualTo(20);
    }

    @Test
    void a_fleets_cluster_says_so() {
        Cluster cluster = emr.describe(emr.run(fleets(fleet(InstanceFleetType.MASTER, 1))));

        assertThat(cluster.instanceCollectionType()).isEqualTo(InstanceCollectionType.INSTANCE_FLEET);
    }

    @Test
    void three_masters_are_accepted() {
        String cluster = emr.run(request -> request.instances(instances -> instances
                .ec2SubnetId("subnet-1")
                .instanceGroups(group(InstanceRoleType.MASTER, 3), group(InstanceRoleType.CORE, 2))));

        assertThat(emr.describe(cluster).status().state()).isNotNull();
    }

    @Test
    void a_failing_preparation_of_an_application_does_not_harm_the_cluster(@TempDir Path directory) {
        try (EmrFixture failing = new EmrFixture(
                directory,
                settings -> settings.applicationDeclared((cluster, application) -> {
                    throw new IllegalStateException("no engine");
                }))) {
            assertThat(failing.state(failing.run())).isEqualTo(ClusterState.WAITING);
        }
    }

    @Test
    void a_closed_service_answers_no_more() {
        emr.close();

        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> emr.run())
                .withMessage("This EMR Harness is closed.");
    }

    private static Consumer<RunJobFlowRequest.Builder> groups(InstanceGroupConfig... groups) {
        return request -> request.instances(instances -> instances.instanceGroups(groups));
    }

    private static Consumer<RunJobFlowRequest.Builder> groupsAnd(Consumer<JobFlowInstancesConfig.Builder> more) {
        return request -> request.instances(instances -> {
            instances.instanceGroups(group(InstanceRoleType.MASTER, 1));
            more.accept(instances);
        });
    }

    private static Consumer<RunJobFlowRequest.Builder> fleets(InstanceFleetConfig... fleets) {
        return request -> request.instances(instances -> instances.instanceFleets(Arrays.asList(fleets)));
    }

    private static InstanceFleetConfig fleet(InstanceFleetType type, int capacity) {
        return InstanceFleetConfig.builder()
                .instanceFleetType(type)
                .targetOnDemandCapacity(capacity)
                .instanceTypeConfigs(config -> config.instanceType("m5.xlarge"))
                .build();
    }

    private static InstanceGroupConfig bid(MarketType market, String price) {
        return group(InstanceRoleType.MASTER, 1).toBuilder()
                .market(market)
                .bidPrice(price)
                .build();
    }

    private static Application application(String name) {
        return Application.builder().name(name).build();
    }
}
