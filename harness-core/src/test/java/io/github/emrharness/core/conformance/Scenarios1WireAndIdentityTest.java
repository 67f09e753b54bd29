package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import io.github.emrharness.core.conformance.EmrApi.Reply;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;

/** Scenarios 1 to 7: what goes over the wire, and the names of things. */
@Timeout(120)
class Scenarios1WireAndIdentityTest {

    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(directory, settings -> settings.accountId("111122223333"));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_01_list_clusters_as_raw_json() {
        emr.run();

        Reply reply = emr.post("ListClusters", "{}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(UUID.fromString(reply.header("x-amzn-RequestId"))).isNotNull();
        assertThat(reply.json().asObject().get("Clusters").asArray()).hasSize(1);
    }

    @Test
    void scenario_02_run_job_flow_answers_with_id_and_arn() {
        RunJobFlowResponse response = emr.client().runJobFlow(minimal().build());

        assertThat(response.jobFlowId()).matches("^j-[0-9A-Z]{12,14}$");
        assertThat(response.clusterArn())
                .isEqualTo("arn:aws:elasticmapreduce:us-east-1:111122223333:cluster/" + response.jobFlowId());
    }

    @Test
    void scenario_02_a_new_cluster_is_starting(@TempDir Path directory) {
        try (EmrApi held = new EmrApi(directory, settings -> settings.progression(Progression.afterDescribes(5)))) {
            Reply reply = held.post("DescribeCluster", "{\"ClusterId\":\"" + held.run() + "\"}");

            JsonNode status = reply.json().asObject().get("Cluster").asObject().get("Status");
            assertThat(status.asObject().get("State").asString()).isEqualTo("STARTING");
            assertThat(status.asObject().get("StateChangeReason").asObject()).isEmpty();
            JsonNode timeline = status.asObject().get("Timeline");
            assertThat(timeline.asObject()).containsOnlyKeys("CreationDateTime");
            assertThat(timeline.asObject().get("CreationDateTime").isNumber()).isTrue();
        }
    }

    @Test
    void scenario_03_booleans_may_come_as_strings() {
        Reply reply = emr.post(
                "RunJobFlow",
                """
                {"Name": "samples", "ReleaseLabel": "emr-7.10.0", "ServiceRole": "EMR_DefaultRole",
                 "JobFlowRole": "EMR_EC2_DefaultRole", "VisibleToAllUsers": "false",
                 "Instances": {"MasterInstanceType": "m5.xlarge", "InstanceCount": 1,
                               "KeepJobFlowAliveWhenNoSteps": "true", "TerminationProtected": "false"}}
                """);

        String cluster = reply.json().asObject().get("JobFlowId").asString();
        assertThat(emr.describe(cluster).autoTerminate()).isFalse();
        assertThat(emr.describe(cluster).terminationProtected()).isFalse();
        assertThat(emr.describe(cluster).visibleToAllUsers()).isFalse();
    }

    @Test
    void scenario_04_describe_cluster_with_an_unknown_id() {
        emr.assertRefused(
                () -> emr.describe("j-NOSUCHCLUSTER"),
                "InvalidRequestException",
                "Cluster id 'j-NOSUCHCLUSTER' is not valid.");
        Reply reply = emr.post("DescribeCluster", "{\"ClusterId\":\"j-NOSUCHCLUSTER\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("{\"__type\":\"InvalidRequestException\",\"ErrorCode\":\"NoSuchCluster\","
                        + "\"Message\":\"Cluster id 'j-NOSUCHCLUSTER' is not valid.\"}");
    }

    @Test
    void scenario_05_terminate_job_flows_with_an_unknown_id() {
        emr.assertRefused(
                () -> emr.client().terminateJobFlows(request -> request.jobFlowIds("j-NOSUCHCLUSTER")),
                "ValidationException",
                "Specified job flow ID not valid.");
        Reply reply = emr.post("TerminateJobFlows", "{\"JobFlowIds\":[\"j-NOSUCHCLUSTER\"]}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"Specified job flow ID not valid.\"}");
    }

    @Test
    void scenario_06_describe_step_with_an_unknown_id() {
        String cluster = emr.run();

        emr.assertRefused(
                () -> emr.describe(cluster, "s-NOPE"), "InvalidRequestException", "Step id 's-NOPE' is not valid.");
    }

    @Test
    void scenario_07_an_unknown_operation() {
        Reply reply = emr.post("GetClusterWeather", "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo("{\"__type\":\"UnknownOperationException\","
                        + "\"message\":\"Could not find operation GetClusterWeather\"}");
    }
}
