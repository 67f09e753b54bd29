package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/** The instances of a job flow, as the operation tells them that the SDK has dropped. */
@Timeout(120)
class DescribeJobFlowsInstancesTest {

    @Test
    void groups_are_told_in_the_words_of_their_time(@TempDir Path directory) {
        try (EmrApi emr = new EmrApi(directory)) {
            String id = emr.run(request -> request.instances(instances -> instances
                    .keepJobFlowAliveWhenNoSteps(true)
                    .instanceGroups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2))));

            Map<String, JsonNode> instances = instances(emr, id);
            assertThat(instances.get("MasterInstanceId").asString()).matches("i-[0-9a-f]{17}");
            assertThat(instances.get("MasterInstanceType").asString()).isEqualTo("m5.xlarge");
            assertThat(instances.get("SlaveInstanceType").asString()).isEqualTo("m5.xlarge");
            assertThat(instances.get("InstanceCount").asNumber()).isEqualTo("3");
            assertThat(groups(instances))
                    .extracting(group -> group.get("State").asString())
                    .containsExactly("RUNNING", "RUNNING");
            assertThat(groups(instances).get(1).get("InstanceRunningCount").asNumber())
                    .isEqualTo("2");

            emr.client().terminateJobFlows(request -> request.jobFlowIds(id));
            emr.inside().awaitState(id, ClusterState.TERMINATED);

            Map<String, JsonNode> core = groups(instances(emr, id)).get(1);
            assertThat(core.get("State").asString()).isEqualTo("ENDED");
            assertThat(core.get("LastStateChangeReason").asString()).isEqualTo("Job flow terminated");
            assertThat(core.get("InstanceRunningCount").asNumber()).isEqualTo("0");
        }
    }

    @Test
    void of_fleets_the_types_and_the_number_of_instances_are_told(@TempDir Path directory) {
        try (EmrApi emr = new EmrApi(directory)) {
            String id = emr.run(request -> request.instances(instances -> instances
                    .keepJobFlowAliveWhenNoSteps(true)
                    .instanceFleets(
                            fleet(InstanceFleetType.MASTER, 1, "m5.xlarge"),
                            fleet(InstanceFleetType.CORE, 2, "r5.xlarge"))));

            Map<String, JsonNode> instances = instances(emr, id);
            assertThat(instances.get("MasterInstanceType").asString()).isEqualTo("m5.xlarge");
            assertThat(instances.get("SlaveInstanceType").asString()).isEqualTo("r5.xlarge");
            assertThat(instances.get("InstanceCount").asNumber()).isEqualTo("3");
            assertThat(groups(instances)).isEmpty();
        }
    }

    private static InstanceFleetConfig fleet(InstanceFleetType type, int capacity, String instanceType) {
        return InstanceFleetConfig.builder()
                .instanceFleetType(type)
                .targetOnDemandCapacity(capacity)
                .instanceTypeConfigs(config -> config.instanceType(instanceType))
                .build();
    }

    private static Map<String, JsonNode> instances(EmrApi emr, String id) {
        return emr.post("DescribeJobFlows", "{\"JobFlowIds\":[\"" + id + "\"]}")
                .json()
                .asObject()
                .get("JobFlows")
                .asArray()
                .get(0)
                .asObject()
                .get("Instances")
                .asObject();
    }

    private static List<Map<String, JsonNode>> groups(Map<String, JsonNode> instances) {
        return instances.get("InstanceGroups").asArray().stream()
                .map(JsonNode::asObject)
                .toList();
    }
}
