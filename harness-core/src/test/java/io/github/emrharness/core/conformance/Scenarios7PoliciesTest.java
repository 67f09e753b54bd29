package io.github.emrharness.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.operations.EmrFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ComparisonOperator;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.MetricDimension;

/** Of the scenarios from 61 on: those about tags, policies and releases. */
@Timeout(120)
class Scenarios7PoliciesTest {

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
    void scenario_61_tags_of_an_ended_cluster_cannot_be_modified() {
        String cluster = emr.run();
        emr.client().addTags(request -> request.resourceId(cluster).tags(tag -> tag.key("team")));
        emr.client().terminateJobFlows(request -> request.jobFlowIds(cluster));

        emr.assertRefused(
                () -> emr.client().addTags(request -> request.resourceId(cluster)
                        .tags(tag -> tag.key("team").value("blue"))),
                "InvalidRequestException",
                "Tags cannot be modified on terminated clusters.");
        assertThat(emr.post("DescribeCluster", "{\"ClusterId\":\"" + cluster + "\"}")
                        .body())
                .contains("\"Tags\":[{\"Key\":\"team\",\"Value\":\"\"}]");
    }

    @Test
    void scenario_62_an_automatic_scaling_policy_is_told_with_the_id_of_the_cluster_and_removed() {
        String cluster = emr.run(request -> request.autoScalingRole("EMR_AutoScaling_DefaultRole")
                .instances(instances -> instances
                        .keepJobFlowAliveWhenNoSteps(true)
                        .instanceGroups(
                                EmrFixture.group(InstanceRoleType.MASTER, 1),
                                EmrFixture.group(InstanceRoleType.CORE, 2))));
        String core = groups(cluster).get(1).id();

        emr.client().putAutoScalingPolicy(put -> put.clusterId(cluster)
                .instanceGroupId(core)
                .autoScalingPolicy(policy -> policy.constraints(
                                limits -> limits.minCapacity(2).maxCapacity(4))
                        .rules(rule -> rule.name("more")
                                .action(action -> action.simpleScalingPolicyConfiguration(
                                        scaling -> scaling.scalingAdjustment(1)))
                                .trigger(trigger -> trigger.cloudWatchAlarmDefinition(
                                        alarm -> alarm.metricName("YARNMemoryAvailablePercentage")
                                                .comparisonOperator(ComparisonOperator.LESS_THAN)
                                                .period(300)
                                                .threshold(15.0))))));

        assertThat(groups(cluster).get(1).autoScalingPolicy().rules())
                .flatExtracting(
                        rule -> rule.trigger().cloudWatchAlarmDefinition().dimensions())
                .containsExactly(MetricDimension.builder()
                        .key("JobFlowId")
                        .value(cluster)
                        .build());
        emr.client()
                .removeAutoScalingPolicy(request -> request.clusterId(cluster).instanceGroupId(core));
        assertThat(groups(cluster).get(1).autoScalingPolicy()).isNull();
    }

    private List<InstanceGroup> groups(String cluster) {
        return emr.client()
                .listInstanceGroups(request -> request.clusterId(cluster))
                .instanceGroups();
    }

    @Test
    void scenario_63_without_a_managed_scaling_policy_the_answer_has_no_member() {
        String body = "{\"ClusterId\":\"" + emr.run() + "\"}";

        assertThat(emr.post("GetManagedScalingPolicy", body).body()).isEqualTo("{}");
        assertThat(emr.post("GetAutoTerminationPolicy", body).body()).isEqualTo("{}");
    }

    @Test
    void scenario_64_release_labels_come_newest_first_in_pages() {
        List<String> labels = emr
                .client()
                .listReleaseLabelsPaginator(
                        request -> request.maxResults(10).filters(filters -> filters.prefix("emr-7")))
                .stream()
                .flatMap(page -> page.releaseLabels().stream())
                .toList();

        assertThat(labels)
                .hasSize(15)
                .startsWith("emr-7.14.0", "emr-7.13.0", "emr-7.12.0")
                .endsWith("emr-7.0.0");
    }
}
