package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.operations.EmrFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.ScaleDownBehavior;
import software.amazon.awssdk.services.emr.model.StepState;

/** Scenarios 22 to 28: what a cluster is when little is asked for, and how it begins and ends. */
@Timeout(120)
class Scenarios3DefaultsAndEchoTest {

    private final List<ClusterState> states = Collections.synchronizedList(new ArrayList<>());
    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(directory);
        emr.inside().events().subscribe(event -> {
            if (event instanceof EmrEvent.ClusterChanged changed) {
                states.add(changed.cluster().state());
            }
        });
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_22_defaults_and_echo() {
        String id = emr.run(EmrFixture::transientCluster, request -> request.logUri("s3://b/logs/")
                .releaseLabel("emr-6.9.0")
                .applications(application -> application.name("spark")));

        Cluster cluster = emr.describe(id);

        assertThat(cluster.logUri()).isEqualTo("s3n://b/logs/");
        assertThat(cluster.applications())
                .containsExactly(
                        Application.builder().name("Spark").version("3.3.0").build());
        assertThat(cluster.autoTerminate()).isTrue();
        assertThat(cluster.terminationProtected()).isFalse();
        assertThat(cluster.visibleToAllUsers()).isTrue();
        assertThat(cluster.stepConcurrencyLevel()).isEqualTo(1);
        assertThat(cluster.scaleDownBehavior()).isEqualTo(ScaleDownBehavior.TERMINATE_AT_TASK_COMPLETION);
        assertThat(cluster.instanceCollectionType()).isEqualTo(InstanceCollectionType.INSTANCE_GROUP);
        Map<String, JsonNode> told = cluster(id);
        assertThat(told.get("Tags").asArray()).isEmpty();
        assertThat(told.get("PlacementGroups").asArray()).isEmpty();
        assertThat(told.get("KerberosAttributes").asObject()).isEmpty();
    }

    @Test
    void scenario_23_configurations_always_have_properties() {
        Configuration export = Configuration.builder()
                .classification("export")
                .properties(Map.of("PYSPARK_PYTHON", "/usr/bin/python3"))
                .build();

        String id = emr.run(request -> request.configurations(
                configuration -> configuration.classification("spark-env").configurations(export)));

        Map<String, JsonNode> told =
                cluster(id).get("Configurations").asArray().get(0).asObject();
        assertThat(told.get("Properties").asObject()).isEmpty();
        assertThat(emr.describe(id).configurations().get(0).configurations()).containsExactly(export);
    }

    @Test
    void scenario_25_the_name_of_the_master_appears_after_starting(@TempDir Path directory) {
        try (EmrApi held = new EmrApi(directory, settings -> settings.progression(Progression.afterDescribes(1)))) {
            String id = held.run();

            Cluster starting = held.describe(id);
            Cluster later = held.describe(id);

            assertThat(starting.status().state()).isEqualTo(ClusterState.STARTING);
            assertThat(starting.masterPublicDnsName()).isNull();
            assertThat(later.status().state()).isEqualTo(ClusterState.BOOTSTRAPPING);
            assertThat(later.masterPublicDnsName()).endsWith(".compute-1.amazonaws.com");
        }
    }

    @Test
    void scenario_26_keep_alive_without_steps_waits() {
        Cluster cluster = emr.describe(emr.run());

        assertThat(states).containsExactly(ClusterState.STARTING, ClusterState.BOOTSTRAPPING, ClusterState.WAITING);
        assertThat(cluster.status().state()).isEqualTo(ClusterState.WAITING);
        assertThat(cluster.status().stateChangeReason()).isEqualTo(reason(null, "Cluster ready to run steps."));
        assertThat(cluster.status().timeline().readyDateTime()).isNotNull();
        assertThat(cluster.status().timeline().endDateTime()).isNull();
    }

    @Test
    void scenario_27_a_transient_cluster_ends_after_its_step() {
        String id = emr.run(EmrFixture::transientCluster, request -> request.steps(step("only")));
        emr.runner().process("only");
        assertThat(emr.describe(id).status().stateChangeReason()).isEqualTo(reason(null, "Running step"));

        emr.runner().process("only").exit(0);

        Cluster ended = emr.client()
                .waiter()
                .waitUntilClusterTerminated(request -> request.clusterId(id), EmrApi.WITHOUT_PAUSE)
                .matched()
                .response()
                .orElseThrow()
                .cluster();
        assertThat(states)
                .containsExactly(
                        ClusterState.STARTING,
                        ClusterState.BOOTSTRAPPING,
                        ClusterState.RUNNING,
                        ClusterState.TERMINATING,
                        ClusterState.TERMINATED);
        assertThat(emr.stepStates(id)).containsExactly(StepState.COMPLETED);
        assertThat(ended.status().stateChangeReason())
                .isEqualTo(reason(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED, "Steps completed"));
        assertThat(ended.status().timeline().endDateTime())
                .isAfterOrEqualTo(ended.status().timeline().readyDateTime());
    }

    /** The cluster as it comes over the wire, where an empty list is not the same as none. */
    private Map<String, JsonNode> cluster(String id) {
        return emr.post("DescribeCluster", "{\"ClusterId\":\"" + id + "\"}")
                .json()
                .asObject()
                .get("Cluster")
                .asObject();
    }

    private static ClusterStateChangeReason reason(ClusterStateChangeReasonCode code, String message) {
        return ClusterStateChangeReason.builder().code(code).message(message).build();
    }
}
