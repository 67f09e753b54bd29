package io.github.emrharness.core.events;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import io.github.emrharness.core.model.InstanceSnapshot;
import io.github.emrharness.core.operations.EmrFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;

/** The texts of section 6.5 of the reference, for what really happens to a cluster. */
class EventBridgeTranslatorTest {

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-11-22T12:00:30.250Z"));
    private final EventBridgeTranslator translator = new EventBridgeTranslator("111122223333", "eu-west-1");
    private final List<EventBridgeEvent> sent = new CopyOnWriteArrayList<>();
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(
                directory, settings -> settings.clock(clock).progression(Progression.after(Duration.ofMinutes(5))));
        emr.events().subscribe(event -> translator.translate(event).ifPresent(this::take));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private void take(EventBridgeEvent event) {
        synchronized (sent) {
            sent.add(event);
            sent.notifyAll();
        }
    }

    private void awaitSent(String state) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        synchronized (sent) {
            while (sent.stream().noneMatch(event -> state.equals(event.detail().get("state")))) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("time left to wait for %s", state).isPositive();
                sent.wait(left);
            }
        }
    }

    @Test
    void the_life_of_a_cluster() {
        String id = emr.run();
        clock.advance(Duration.ofMinutes(10));
        emr.terminate(id);
        clock.advance(Duration.ofMinutes(5));

        assertThat(sent).extracting(EventBridgeEvent::detailType).containsOnly("EMR Cluster State Change");
        assertThat(messages())
                .containsExactly(
                        "Amazon EMR cluster " + id + " (test) was requested at 2026-11-22 12:00 UTC and  is being"
                                + " created.",
                        "Amazon EMR cluster " + id + " (test) was created at 2026-11-22 12:00 UTC and is ready for"
                                + " use.",
                        "Amazon EMR Cluster " + id + " (test) has terminated at 2026-11-22 12:15 UTC with a reason of"
                                + " USER_REQUEST.");
        assertThat(sent)
                .extracting(event -> event.detail().get("stateChangeReason"))
                .containsExactly(
                        "{\"code\":\"\"}",
                        "{\"code\":\"\"}",
                        "{\"code\":\"USER_REQUEST\",\"message\":\"Terminated by user request\"}");
        assertThat(sent).extracting(event -> event.detail().get("severity")).containsOnly("INFO");
    }

    @Test
    void the_whole_event_with_its_envelope() {
        String id = emr.run();

        EventBridgeEvent first = sent.get(0);
        assertThat(first.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(first.toJson())
                .isEqualTo("{\"version\":\"0\",\"id\":\"" + first.id()
                        + "\",\"detail-type\":\"EMR Cluster State Change\",\"source\":\"aws.emr\","
                        + "\"account\":\"111122223333\",\"time\":\"2026-11-22T12:00:30Z\",\"region\":\"eu-west-1\","
                        + "\"resources\":[],\"detail\":{\"severity\":\"INFO\","
                        + "\"stateChangeReason\":\"{\\\"code\\\":\\\"\\\"}\",\"name\":\"test\",\"clusterId\":\"" + id
                        + "\",\"state\":\"STARTING\",\"message\":\"Amazon EMR cluster " + id
                        + " (test) was requested at 2026-11-22 12:00 UTC and  is being created.\"}}");
    }

    @Test
    void steps_that_complete_and_fail() throws InterruptedException {
        String cluster = emr.run();
        clock.advance(Duration.ofMinutes(10));
        String name = "a name that is longer than the message shows";
        String good = emr.add(cluster, step(name)).get(0);
        emr.runner().process(name);
        clock.advance(Duration.ofMinutes(3));
        emr.runner().process(name).exit(0);
        awaitSent("COMPLETED");
        emr.awaitState(cluster, ClusterState.WAITING);
        sent.removeIf(event -> event.detailType().equals("EMR Cluster State Change"));

        String shown = "Step " + good + " (a name that is longer than ...) ";
        String inCluster = "in Amazon EMR cluster " + cluster + " (test) ";
        assertThat(messages())
                .containsExactly(
                        shown + "was added to Amazon EMR cluster " + cluster
                                + " (test) at 2026-11-22 12:10 UTC and is pending execution.",
                        shown + inCluster + "started running at 2026-11-22 12:10 UTC.",
                        shown + inCluster + "completed execution at 2026-11-22 12:13 UTC. The step started running at"
                                + " 2026-11-22 12:10 UTC and took 3 minutes to complete.");
        assertThat(sent.get(0).detail())
                .containsOnlyKeys("severity", "actionOnFailure", "stepId", "name", "clusterId", "state", "message")
                .containsEntry("name", name)
                .containsEntry("actionOnFailure", "CONTINUE");
        assertThat(sent.get(0).detailType()).isEqualTo("EMR Step Status Change");

        sent.clear();
        String bad =
                emr.add(cluster, step("bad", ActionOnFailure.TERMINATE_CLUSTER)).get(0);
        emr.runner().process("bad").exit(1);
        awaitSent("FAILED");
        clock.advance(Duration.ofMinutes(5));
        awaitSent("TERMINATED_WITH_ERRORS");

        assertThat(messages())
                .endsWith(
                        "Step " + bad + " (bad) " + inCluster + "failed at 2026-11-22 12:13 UTC.",
                        "Amazon EMR Cluster " + cluster + " (test) has terminated with errors at 2026-11-22 12:18 UTC"
                                + " with a reason of STEP_FAILURE.");
        assertThat(sent).extracting(event -> event.detail().get("severity")).endsWith("ERROR", "CRITICAL");
    }

    @Test
    void an_instance_group_that_resizes_and_is_reconfigured() {
        String cluster = emr.run(request -> request.instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceGroups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2))));
        clock.advance(Duration.ofMinutes(10));
        String core = emr.service().instances(cluster).stream()
                .filter(instance -> instance.role() == InstanceRoleType.CORE)
                .map(InstanceSnapshot::collectionId)
                .findFirst()
                .orElseThrow();
        sent.clear();

        emr.service()
                .execute(ModifyInstanceGroupsRequest.builder()
                        .clusterId(cluster)
                        .instanceGroups(group -> group.instanceGroupId(core).instanceCount(4))
                        .build());
        clock.advance(Duration.ofMinutes(5));

        assertThat(messages())
                .containsExactly(
                        "A resize for instance group " + core + " in Amazon EMR cluster " + cluster
                                + " (test) started at 2026-11-22 12:10 UTC. It is resizing from an instance count of 2"
                                + " to 4.",
                        "The resizing operation for instance group " + core + " in Amazon EMR cluster " + cluster
                                + " (test) is complete. It now has an instance count of 4. The resize started at"
                                + " 2026-11-22 12:10 UTC and took 5 minutes to complete.");
        assertThat(sent.get(1).detailType()).isEqualTo("EMR Instance Group State Change");
        assertThat(sent.get(1).detail())
                .containsOnlyKeys(
                        "market",
                        "severity",
                        "requestedInstanceCount",
                        "runningInstanceCount",
                        "instanceType",
                        "instanceGroupType",
                        "instanceGroupId",
                        "clusterId",
                        "state",
                        "message")
                .containsEntry("market", "ON_DEMAND")
                .containsEntry("requestedInstanceCount", "4")
                .containsEntry("runningInstanceCount", "4")
                .containsEntry("instanceGroupType", "CORE")
                .containsEntry("state", "RUNNING");

        sent.clear();
        emr.service()
                .execute(ModifyInstanceGroupsRequest.builder()
                        .clusterId(cluster)
                        .instanceGroups(group -> group.instanceGroupId(core)
                                .configurations(Configuration.builder()
                                        .classification("yarn-site")
                                        .build()))
                        .build());
        clock.advance(Duration.ofMinutes(5));
        assertThat(messages())
                .containsExactly(
                        "A reconfiguration for instance group " + core + " in the Amazon EMR cluster " + cluster
                                + " (test) started at 2026-11-22 12:15 UTC. It is configuring from version number 0 to"
                                + " version number 1.",
                        "The reconfiguration operation for instance group " + core + " in the Amazon EMR cluster "
                                + cluster + " (test) is complete. The reconfiguration started at 2026-11-22 12:15 UTC"
                                + " and took 5 minutes to complete. Current configuration version is 1.");
    }

    private List<String> messages() {
        return sent.stream().map(event -> event.detail().get("message")).toList();
    }
}
