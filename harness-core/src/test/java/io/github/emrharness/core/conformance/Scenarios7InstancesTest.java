package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.events.EventBridgeEvent;
import io.github.emrharness.core.events.EventBridgeTranslator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Instance;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.StepState;

/** Scenario 60, and what scenarios 24, 56 and 58 say of instances. */
@Timeout(120)
class Scenarios7InstancesTest {

    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_24_instances_by_number_and_types() {
        String id = emr.run(request -> request.instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .masterInstanceType("m5.xlarge")
                .slaveInstanceType("r5.xlarge")
                .instanceCount(3)));

        assertThat(groups(id))
                .extracting(
                        InstanceGroup::instanceGroupType,
                        InstanceGroup::requestedInstanceCount,
                        InstanceGroup::instanceType)
                .containsExactly(
                        tuple(InstanceGroupType.MASTER, 1, "m5.xlarge"), tuple(InstanceGroupType.CORE, 2, "r5.xlarge"));
    }

    @Test
    void scenario_56_the_instances_end_with_the_cluster() {
        String id = cluster(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2));

        emr.client().terminateJobFlows(request -> request.jobFlowIds(id));

        emr.inside().awaitState(id, ClusterState.TERMINATED);
        assertThat(groups(id)).extracting(group -> group.status().state()).containsOnly(InstanceGroupState.TERMINATED);
        assertThat(instances(id))
                .hasSize(3)
                .extracting(instance -> instance.status().state())
                .containsOnly(InstanceState.TERMINATED);
    }

    @Test
    void scenario_58_the_master_of_several_nodes_is_killed() {
        String id = cluster(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1));

        killMasterWhileStepsAreThere(id);

        assertThat(emr.describe(id).status().stateChangeReason())
                .isEqualTo(instanceFailure("The master node was terminated"));
    }

    @Test
    void scenario_58_the_only_node_is_killed() {
        String id = cluster(group(InstanceRoleType.MASTER, 1));

        killMasterWhileStepsAreThere(id);

        assertThat(emr.describe(id).status().stateChangeReason())
                .isEqualTo(instanceFailure("All instances in the job flow are terminated"));
    }

    private void killMasterWhileStepsAreThere(String id) {
        emr.add(id, step("running"), step("pending"));
        emr.runner().process("running");
        Cluster before = emr.describe(id);
        Instance master = instances(id).get(0);
        assertThat(before.masterPublicDnsName()).isEqualTo(master.publicDnsName());

        emr.inside().service().loseInstances(id, List.of(master.ec2InstanceId()));

        emr.inside().awaitState(id, ClusterState.TERMINATED_WITH_ERRORS);
        assertThat(emr.stepStates(id)).containsExactly(StepState.CANCELLED, StepState.CANCELLED);
    }

    private static ClusterStateChangeReason instanceFailure(String message) {
        return ClusterStateChangeReason.builder()
                .code(ClusterStateChangeReasonCode.INSTANCE_FAILURE)
                .message(message)
                .build();
    }

    @Test
    void scenario_60_a_task_group_is_resized() {
        EventBridgeTranslator translator = new EventBridgeTranslator("123456789012", "us-east-1");
        List<EventBridgeEvent> events = new CopyOnWriteArrayList<>();
        List<InstanceGroupState> states = new CopyOnWriteArrayList<>();
        emr.inside().events().subscribe(event -> {
            translator.translate(event).ifPresent(events::add);
            if (event instanceof EmrEvent.InstanceGroupChanged changed
                    && changed.transition().isPresent()) {
                states.add(changed.group().state());
            }
        });
        String id = cluster(
                group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1), group(InstanceRoleType.TASK, 2));
        String task = groups(id).get(2).id();
        states.clear();

        resize(id, task, 4);

        assertThat(states).containsExactly(InstanceGroupState.RESIZING, InstanceGroupState.RUNNING);
        assertThat(groups(id).get(2).requestedInstanceCount()).isEqualTo(4);
        assertThat(groups(id).get(2).runningInstanceCount()).isEqualTo(4);
        EventBridgeEvent complete = events.get(events.size() - 1);
        assertThat(complete.detailType()).isEqualTo("EMR Instance Group State Change");
        assertThat(complete.detail()).containsEntry("requestedInstanceCount", "4");
        assertThat(complete.detail().get("message"))
                .startsWith("The resizing operation for instance group " + task + " in Amazon EMR cluster " + id
                        + " (test) is complete. It now has an instance count of 4.");

        resize(id, task, 0);

        assertThat(groups(id).get(2).runningInstanceCount()).isZero();
        assertThat(groups(id).get(2).status().state()).isEqualTo(InstanceGroupState.RUNNING);
        emr.assertRefused(
                () -> emr.client().listInstanceFleets(request -> request.clusterId(id)),
                "InvalidRequestException",
                "Instance groups and instance fleets are mutually exclusive. The EMR cluster specified in the request"
                        + " uses instance groups. The ListInstanceFleets operation does not support clusters that use"
                        + " instance groups. Use the ListInstanceGroups operation instead.");
    }

    private void resize(String cluster, String group, int count) {
        emr.client().modifyInstanceGroups(request -> request.clusterId(cluster)
                .instanceGroups(change -> change.instanceGroupId(group).instanceCount(count)));
    }

    private String cluster(InstanceGroupConfig... groups) {
        return emr.run(request -> request.instances(
                instances -> instances.keepJobFlowAliveWhenNoSteps(true).instanceGroups(groups)));
    }

    private List<InstanceGroup> groups(String cluster) {
        return emr.client()
                .listInstanceGroups(request -> request.clusterId(cluster))
                .instanceGroups();
    }

    private List<Instance> instances(String cluster) {
        return emr.client().listInstances(request -> request.clusterId(cluster)).instances();
    }
}
