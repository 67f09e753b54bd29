package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import io.github.emrharness.core.operations.EmrFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.StepState;

/** DescribeJobFlows and the Spark Connect operations, which the SDK for Java does not have. */
@Timeout(120)
class DescribeJobFlowsTest {

    private static final double NOON = 1_795_348_800;

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.ofEpochSecond((long) NOON));
    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(directory, settings -> settings.clock(clock));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private List<JsonNode> describe(String json) {
        EmrApi.Reply reply = emr.post("DescribeJobFlows", json);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().field("JobFlows").orElseThrow().asArray();
    }

    private List<String> ids(String json) {
        return describe(json).stream().map(flow -> text(flow, "JobFlowId")).toList();
    }

    private static JsonNode at(JsonNode node, String... path) {
        for (String name : path) {
            node = node.field(name).orElseThrow();
        }
        return node;
    }

    private static String text(JsonNode node, String... path) {
        return at(node, path).text();
    }

    private static String named(String id) {
        return "{\"JobFlowIds\":[\"" + id + "\"]}";
    }

    private String stateOf(String id) {
        return text(describe(named(id)).get(0), "ExecutionStatusDetail", "State");
    }

    @Test
    void a_cluster_is_told_as_a_job_flow() {
        String id = emr.run(request -> request.name("nightly")
                .logUri("s3://logs/here/")
                .autoScalingRole("EMR_AutoScaling_DefaultRole")
                .steps(step("first", "exit", "0"), step("second", "exit", "3")));
        emr.inside().awaitState(id, ClusterState.WAITING);
        emr.inside().awaitStepStates(id, StepState.COMPLETED, StepState.FAILED);

        JsonNode flow = describe("{}").get(0);

        assertThat(text(flow, "JobFlowId")).isEqualTo(id);
        assertThat(text(flow, "Name")).isEqualTo("nightly");
        assertThat(text(flow, "LogUri")).isEqualTo("s3n://logs/here/");
        assertThat(text(flow, "ServiceRole")).isEqualTo("EMR_DefaultRole");
        assertThat(text(flow, "JobFlowRole")).isEqualTo("EMR_EC2_DefaultRole");
        assertThat(text(flow, "AutoScalingRole")).isEqualTo("EMR_AutoScaling_DefaultRole");
        assertThat(text(flow, "ScaleDownBehavior")).isEqualTo("TERMINATE_AT_TASK_COMPLETION");
        assertThat(at(flow, "VisibleToAllUsers").asBoolean()).isTrue();
        assertThat(at(flow, "Instances", "KeepJobFlowAliveWhenNoSteps").asBoolean())
                .isTrue();
        assertThat(at(flow, "Instances", "TerminationProtected").asBoolean()).isFalse();
        JsonNode status = at(flow, "ExecutionStatusDetail");
        assertThat(text(status, "State")).isEqualTo("WAITING");
        assertThat(text(status, "LastStateChangeReason")).isEqualTo("Cluster ready after last step completed.");
        assertThat(Double.parseDouble(at(status, "CreationDateTime").asNumber()))
                .isEqualTo(NOON);
        assertThat(status.field("EndDateTime")).isEmpty();
        List<JsonNode> steps = at(flow, "Steps").asArray();
        assertThat(steps).extracting(s -> text(s, "StepConfig", "Name")).containsExactly("first", "second");
        assertThat(steps)
                .extracting(s -> text(s, "ExecutionStatusDetail", "State"))
                .containsExactly("COMPLETED", "FAILED");
        assertThat(text(steps.get(0), "StepConfig", "HadoopJarStep", "Jar")).isEqualTo("command-runner.jar");
        assertThat(at(flow, "BootstrapActions").asArray()).isEmpty();
        assertThat(at(flow, "SupportedProducts").asArray()).isEmpty();
    }

    @Test
    void the_instances_are_told_in_groups() {
        String id = emr.run(request -> request.instances(instances -> instances
                .instanceCount(3)
                .masterInstanceType("m5.xlarge")
                .slaveInstanceType("m5.2xlarge")
                .ec2KeyName("key")
                .keepJobFlowAliveWhenNoSteps(true)));

        JsonNode instances = at(describe(named(id)).get(0), "Instances");

        assertThat(text(instances, "MasterInstanceType")).isEqualTo("m5.xlarge");
        assertThat(text(instances, "SlaveInstanceType")).isEqualTo("m5.2xlarge");
        assertThat(at(instances, "InstanceCount").asNumber()).isEqualTo("3");
        assertThat(text(instances, "Ec2KeyName")).isEqualTo("key");
        assertThat(text(instances, "MasterInstanceId")).startsWith("i-");
        assertThat(text(instances, "MasterPublicDnsName"))
                .isEqualTo(emr.describe(id).masterPublicDnsName());
        assertThat(at(instances, "InstanceGroups").asArray())
                .extracting(group -> text(group, "InstanceRole") + " "
                        + at(group, "InstanceRequestCount").asNumber() + " "
                        + at(group, "InstanceRunningCount").asNumber() + " " + text(group, "State"))
                .containsExactly("MASTER 1 1 RUNNING", "CORE 2 2 RUNNING");

        emr.client().terminateJobFlows(request -> request.jobFlowIds(id));
        JsonNode ended = at(describe(named(id)).get(0), "Instances", "InstanceGroups")
                .asArray()
                .get(0);
        assertThat(text(ended, "State")).isEqualTo("ENDED");
        assertThat(text(ended, "LastStateChangeReason")).isEqualTo("Job flow terminated");
    }

    @Test
    void endings_have_their_old_names() {
        String terminated = emr.run();
        emr.client().terminateJobFlows(request -> request.jobFlowIds(terminated));
        String completed = emr.run(EmrFixture::transientCluster);

        assertThat(stateOf(terminated)).isEqualTo("TERMINATED");
        assertThat(stateOf(completed)).isEqualTo("COMPLETED");
        assertThat(text(describe(named(completed)).get(0), "ExecutionStatusDetail", "LastStateChangeReason"))
                .isEqualTo("Steps completed");
    }

    @Test
    void a_step_failure_makes_a_failed_job_flow() {
        String failed = emr.run(request -> request.steps(step("bad", ActionOnFailure.TERMINATE_CLUSTER, "exit", "1")));
        emr.inside().awaitState(failed, ClusterState.TERMINATED_WITH_ERRORS);

        assertThat(stateOf(failed)).isEqualTo("FAILED");
    }

    @Test
    void job_flows_are_filtered() {
        String first = emr.run();
        clock.advance(Duration.ofSeconds(100));
        String second = emr.run();
        emr.client().terminateJobFlows(request -> request.jobFlowIds(first));

        assertThat(ids("{}")).containsExactly(second, first);
        assertThat(ids(named(first))).containsExactly(first);
        assertThat(ids("{\"JobFlowStates\":[\"TERMINATED\",\"COMPLETED\"]}")).containsExactly(first);
        assertThat(ids("{\"CreatedAfter\":" + (long) (NOON + 1) + "}")).containsExactly(second);
        assertThat(ids("{\"CreatedBefore\":" + (long) (NOON + 1) + "}")).containsExactly(first);
        assertThat(ids("{\"JobFlowStates\":[\"WAITING\"],\"JobFlowIds\":[\"" + first + "\"]}"))
                .isEmpty();
    }

    @Test
    void unasked_for_ended_job_flows_are_told_for_two_weeks_and_none_for_more_than_two_months() {
        String ended = emr.run();
        emr.client().terminateJobFlows(request -> request.jobFlowIds(ended));
        String active = emr.run();

        clock.advance(Duration.ofDays(14));
        assertThat(ids("{}")).containsExactly(active, ended);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ids("{}")).containsExactly(active);
        assertThat(ids(named(ended))).containsExactly(ended);
        clock.advance(Duration.ofDays(46));

        assertThat(ids("{}")).isEmpty();
        assertThat(ids(named(active))).isEmpty();
    }

    @Test
    void a_bad_request_is_refused() {
        assertThat(emr.post("DescribeJobFlows", named("j-NOSUCHCLUSTER")).body())
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"Specified job flow ID not valid.\"}");
        assertThat(emr.post("DescribeJobFlows", "{\"JobFlowStates\":[\"TERMINATING\"]}")
                        .body())
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value"
                        + " 'TERMINATING' at 'jobFlowStates.1.member' failed to satisfy constraint: Member must satisfy enum value"
                        + " set: [BOOTSTRAPPING, COMPLETED, FAILED, RUNNING, SHUTTING_DOWN, STARTING, TERMINATED,"
                        + " WAITING]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"StartSession", "GetSession", "GetSessionEndpoint", "ListSessions", "TerminateSession"})
    void spark_connect_sessions_are_refused(String operation) {
        String cluster = emr.run();

        EmrApi.Reply known = emr.post(operation, "{\"ClusterId\":\"" + cluster + "\",\"SessionId\":\"x\"}");
        EmrApi.Reply unknown = emr.post(operation, "{\"ClusterId\":\"j-NOSUCHCLUSTER\"}");
        EmrApi.Reply none = emr.post(operation, "{}");

        assertThat(known.status()).isEqualTo(400);
        assertThat(known.body())
                .isEqualTo("{\"__type\":\"InvalidRequestException\",\"Message\":\"Spark Connect sessions need a"
                        + " cluster that was created with SessionEnabled and the release emr-spark-8.0.0 or later; the"
                        + " cluster " + cluster + " (emr-7.10.0) has none. EMR Harness cannot create such a"
                        + " cluster.\"}");
        assertThat(unknown.body()).contains("Cluster id 'j-NOSUCHCLUSTER' is not valid.");
        assertThat(none.body()).contains("Value null at 'clusterId' failed to satisfy constraint");
    }
}
