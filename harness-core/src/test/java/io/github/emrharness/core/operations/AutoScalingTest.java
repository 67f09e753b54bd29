package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.AddInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.AdjustmentType;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyDescription;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyState;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.CloudWatchAlarmDefinition;
import software.amazon.awssdk.services.emr.model.ComparisonOperator;
import software.amazon.awssdk.services.emr.model.ComputeLimitsUnitType;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ManagedScalingPolicy;
import software.amazon.awssdk.services.emr.model.MetricDimension;
import software.amazon.awssdk.services.emr.model.PutAutoScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.PutAutoScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.PutManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveAutoScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.ScalingRule;
import software.amazon.awssdk.services.emr.model.SimpleScalingPolicyConfiguration;
import software.amazon.awssdk.services.emr.model.Statistic;

class AutoScalingTest {

    private static final String B = "ValidationException";
    private static final String NOT_BOTH = "A cluster can have either a managed scaling policy or automatic scaling"
            + " policies of its instance groups, not both.";

    @TempDir
    private Path directory;

    private EmrFixture emr;

    @BeforeEach
    void start() {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private static ScalingRule rule(
            String name,
            Consumer<SimpleScalingPolicyConfiguration.Builder> scaling,
            Consumer<CloudWatchAlarmDefinition.Builder> alarm) {
        SimpleScalingPolicyConfiguration.Builder configuration =
                SimpleScalingPolicyConfiguration.builder().scalingAdjustment(1);
        scaling.accept(configuration);
        CloudWatchAlarmDefinition.Builder definition = CloudWatchAlarmDefinition.builder()
                .comparisonOperator(ComparisonOperator.LESS_THAN)
                .metricName("YARNMemoryAvailablePercentage")
                .period(300)
                .threshold(15.0);
        alarm.accept(definition);
        return ScalingRule.builder()
                .name(name)
                .action(action -> action.simpleScalingPolicyConfiguration(configuration.build()))
                .trigger(trigger -> trigger.cloudWatchAlarmDefinition(definition.build()))
                .build();
    }

    private static ScalingRule rule(String name) {
        return rule(name, scaling -> {}, alarm -> {});
    }

    private static AutoScalingPolicy policy(int least, int most, ScalingRule... rules) {
        return AutoScalingPolicy.builder()
                .constraints(limits -> limits.minCapacity(least).maxCapacity(most))
                .rules(rules)
                .build();
    }

    private static void scalable(RunJobFlowRequest.Builder request) {
        request.autoScalingRole("EMR_AutoScaling_DefaultRole").instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceGroups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2)));
    }

    private InstanceGroup told(String cluster, InstanceGroupType type) {
        return emr
                .call(ListInstanceGroupsRequest.builder().clusterId(cluster).build(), ListInstanceGroupsResponse.class)
                .instanceGroups()
                .stream()
                .filter(candidate -> candidate.instanceGroupType() == type)
                .findFirst()
                .orElseThrow();
    }

    private InstanceGroup core(String cluster) {
        return told(cluster, InstanceGroupType.CORE);
    }

    private static PutAutoScalingPolicyRequest put(String cluster, String group, AutoScalingPolicy policy) {
        return PutAutoScalingPolicyRequest.builder()
                .clusterId(cluster)
                .instanceGroupId(group)
                .autoScalingPolicy(policy)
                .build();
    }

    private static RemoveAutoScalingPolicyRequest remove(String cluster, String group) {
        return RemoveAutoScalingPolicyRequest.builder()
                .clusterId(cluster)
                .instanceGroupId(group)
                .build();
    }

    @Test
    void a_policy_is_completed_and_attached() {
        String cluster = emr.run(AutoScalingTest::scalable);
        String group = core(cluster).id();

        PutAutoScalingPolicyResponse response =
                emr.call(put(cluster, group, policy(1, 3, rule("more"))), PutAutoScalingPolicyResponse.class);

        assertThat(response.clusterId()).isEqualTo(cluster);
        assertThat(response.instanceGroupId()).isEqualTo(group);
        assertThat(response.clusterArn()).endsWith(":cluster/" + cluster);
        assertThat(response.autoScalingPolicy().status().state()).isEqualTo(AutoScalingPolicyState.PENDING);
        AutoScalingPolicyDescription told = core(cluster).autoScalingPolicy();
        assertThat(told.status().state()).isEqualTo(AutoScalingPolicyState.ATTACHED);
        assertThat(told.status().stateChangeReason().code())
                .isEqualTo(AutoScalingPolicyStateChangeReasonCode.USER_REQUEST);
        assertThat(told.constraints().maxCapacity()).isEqualTo(3);
        assertThat(told.rules())
                .containsExactly(rule(
                        "more",
                        scaling -> scaling.adjustmentType(AdjustmentType.CHANGE_IN_CAPACITY)
                                .coolDown(0),
                        alarm -> alarm.evaluationPeriods(1)
                                .namespace("AWS/ElasticMapReduce")
                                .statistic(Statistic.AVERAGE)
                                .dimensions(MetricDimension.builder()
                                        .key("JobFlowId")
                                        .value(cluster)
                                        .build())));
    }

    @Test
    void what_is_given_is_kept_and_the_id_of_the_cluster_put_in() {
        String cluster = emr.run(AutoScalingTest::scalable);
        ScalingRule given = rule(
                "exact",
                scaling -> scaling.adjustmentType(AdjustmentType.EXACT_CAPACITY).coolDown(60),
                alarm -> alarm.evaluationPeriods(2)
                        .namespace("Mine")
                        .period(60)
                        .statistic(Statistic.MAXIMUM)
                        .dimensions(
                                MetricDimension.builder()
                                        .key("Cluster")
                                        .value("x-${emr.clusterId}")
                                        .build(),
                                MetricDimension.builder().key("Team").build()));
        emr.service().execute(put(cluster, core(cluster).id(), policy(0, 0, given)));

        CloudWatchAlarmDefinition alarm =
                core(cluster).autoScalingPolicy().rules().get(0).trigger().cloudWatchAlarmDefinition();

        assertThat(alarm.namespace()).isEqualTo("Mine");
        assertThat(alarm.period()).isEqualTo(60);
        assertThat(alarm.statistic()).isEqualTo(Statistic.MAXIMUM);
        assertThat(alarm.dimensions()).extracting(MetricDimension::value).containsExactly("x-" + cluster, null);
    }

    @Test
    void a_removed_policy_is_gone() {
        String cluster = emr.run(AutoScalingTest::scalable);
        String group = core(cluster).id();
        emr.service().execute(put(cluster, group, policy(1, 3, rule("more"))));

        emr.service().execute(remove(cluster, group));
        emr.service().execute(remove(cluster, group));

        assertThat(core(cluster).autoScalingPolicy()).isNull();
    }

    @Test
    void a_policy_of_a_new_cluster_or_group_is_attached_when_the_group_runs() {
        InstanceGroupConfig scaling = group(InstanceRoleType.CORE, 2).toBuilder()
                .autoScalingPolicy(policy(1, 3, rule("more")))
                .build();
        String cluster = emr.run(
                AutoScalingTest::scalable,
                request -> request.instances(instances -> instances
                        .keepJobFlowAliveWhenNoSteps(true)
                        .instanceGroups(group(InstanceRoleType.MASTER, 1), scaling)));
        emr.service()
                .execute(AddInstanceGroupsRequest.builder()
                        .jobFlowId(cluster)
                        .instanceGroups(scaling.toBuilder()
                                .instanceRole(InstanceRoleType.TASK)
                                .build())
                        .build());

        for (InstanceGroup group : List.of(core(cluster), told(cluster, InstanceGroupType.TASK))) {
            assertThat(group.autoScalingPolicy().status().state()).isEqualTo(AutoScalingPolicyState.ATTACHED);
        }
        assertThat(told(cluster, InstanceGroupType.MASTER).autoScalingPolicy()).isNull();
    }

    @Test
    void a_progression_holds_each_state() {
        emr.close();
        emr = new EmrFixture(directory, settings -> settings.progression(Progression.afterDescribes(1)));
        String cluster = emr.run(AutoScalingTest::scalable);
        for (int i = 0; i < 4; i++) {
            emr.describe(cluster);
            core(cluster);
        }
        String group = core(cluster).id();
        emr.service().execute(put(cluster, group, policy(1, 3, rule("more"))));

        assertThat(state(cluster)).isEqualTo(AutoScalingPolicyState.PENDING);
        assertThat(state(cluster)).isEqualTo(AutoScalingPolicyState.ATTACHING);
        assertThat(state(cluster)).isEqualTo(AutoScalingPolicyState.ATTACHED);
        assertThat(state(cluster)).isEqualTo(AutoScalingPolicyState.ATTACHED);
        emr.service().execute(remove(cluster, group));
        assertThat(state(cluster)).isEqualTo(AutoScalingPolicyState.DETACHING);
        assertThat(core(cluster).autoScalingPolicy()).isNull();
    }

    private AutoScalingPolicyState state(String cluster) {
        return core(cluster).autoScalingPolicy().status().state();
    }

    static Stream<Arguments> badPolicies() {
        return Stream.of(
                Arguments.of(policy(-1, 3, rule("r")), "MinCapacity must not be negative; this one is -1."),
                Arguments.of(
                        policy(4, 3, rule("r")), "MaxCapacity must not be less than MinCapacity (4); this one is 3."),
                Arguments.of(
                        policy(1, 3, rule("r"), rule("r")), "The names of scaling rules must differ; two are 'r'."),
                Arguments.of(
                        policy(1, 3, rule("r", scaling -> {}, alarm -> alarm.period(60))),
                        "The Period of the rule 'r' must be 300 seconds, as EMR's metrics come so often; it is 60."),
                Arguments.of(
                        policy(1, 3, rule("r", scaling -> {}, alarm -> alarm.evaluationPeriods(0))),
                        "The EvaluationPeriods of the rule 'r' must be at least 1; they are 0."),
                Arguments.of(
                        policy(1, 3, rule("r", scaling -> scaling.coolDown(-1), alarm -> {})),
                        "The CoolDown of the rule 'r' must not be negative; it is -1."),
                Arguments.of(
                        policy(
                                1,
                                3,
                                rule(
                                        "r",
                                        scaling -> scaling.adjustmentType(AdjustmentType.EXACT_CAPACITY)
                                                .scalingAdjustment(-1),
                                        alarm -> {})),
                        "With EXACT_CAPACITY the ScalingAdjustment of the rule 'r' must be positive; it is -1."));
    }

    @ParameterizedTest
    @MethodSource("badPolicies")
    void a_bad_policy_is_refused(AutoScalingPolicy policy, String message) {
        String cluster = emr.run(AutoScalingTest::scalable);
        emr.assertRefused(put(cluster, core(cluster).id(), policy), B, message);

        RunJobFlowRequest.Builder request = EmrFixture.minimal();
        scalable(request);
        request.instances(instances -> instances.instanceGroups(
                group(InstanceRoleType.MASTER, 1),
                group(InstanceRoleType.CORE, 2).toBuilder()
                        .autoScalingPolicy(policy)
                        .build()));
        emr.assertRefused(request.build(), B, message);
        assertThat(core(cluster).autoScalingPolicy()).isNull();
    }

    @Test
    void a_policy_needs_a_core_or_task_group_and_a_role() {
        String cluster = emr.run(AutoScalingTest::scalable);
        String without = emr.run(AutoScalingTest::scalable, request -> request.autoScalingRole(null));

        emr.assertRefused(
                put(cluster, told(cluster, InstanceGroupType.MASTER).id(), policy(1, 3, rule("r"))),
                B,
                "An automatic scaling policy can be attached to core and task instance groups only, not to the master"
                        + " instance group.");
        emr.assertRefused(
                put(without, core(without).id(), policy(1, 3, rule("r"))),
                B,
                "An automatic scaling policy needs a cluster that was created with an AutoScalingRole.");
        emr.assertRefused(
                put(cluster, "ig-NOSUCHGROUP", policy(1, 3, rule("r"))),
                B,
                "Instance group id 'ig-NOSUCHGROUP' is not valid.");
        emr.assertRefused(remove(cluster, "ig-NOSUCHGROUP"), B, "Instance group id 'ig-NOSUCHGROUP' is not valid.");
        emr.assertRefused(remove("j-NOSUCHCLUSTER", "ig-1"), B, "Cluster id 'j-NOSUCHCLUSTER' is not valid.");
    }

    @Test
    void there_is_one_way_of_scaling() {
        String cluster = emr.run(AutoScalingTest::scalable);
        String group = core(cluster).id();
        ManagedScalingPolicy managed = ManagedScalingPolicy.builder()
                .computeLimits(limits -> limits.unitType(ComputeLimitsUnitType.INSTANCES)
                        .minimumCapacityUnits(1)
                        .maximumCapacityUnits(3))
                .build();
        PutManagedScalingPolicyRequest putManaged = PutManagedScalingPolicyRequest.builder()
                .clusterId(cluster)
                .managedScalingPolicy(managed)
                .build();

        emr.service().execute(put(cluster, group, policy(1, 3, rule("r"))));
        emr.assertRefused(putManaged, B, NOT_BOTH);
        emr.service().execute(remove(cluster, group));
        emr.service().execute(putManaged);
        emr.assertRefused(put(cluster, group, policy(1, 3, rule("r"))), B, NOT_BOTH);
    }

    @Test
    void an_ended_cluster_takes_none() {
        String cluster = emr.run(AutoScalingTest::scalable);
        String group = core(cluster).id();
        emr.terminate(cluster);

        String message = "A job flow that is shutting down, terminated, or finished may not be modified.";
        emr.assertRefused(put(cluster, group, policy(1, 3, rule("r"))), B, message);
        emr.assertRefused(remove(cluster, group), B, message);
    }
}
