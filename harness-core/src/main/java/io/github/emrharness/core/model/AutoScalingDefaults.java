package io.github.emrharness.core.model;

import java.util.List;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.emr.model.AdjustmentType;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.CloudWatchAlarmDefinition;
import software.amazon.awssdk.services.emr.model.MetricDimension;
import software.amazon.awssdk.services.emr.model.ScalingRule;
import software.amazon.awssdk.services.emr.model.SimpleScalingPolicyConfiguration;
import software.amazon.awssdk.services.emr.model.Statistic;

/**
 * Completes an automatic scaling policy as EMR does.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_CloudWatchAlarmDefinition.html">
 *     CloudWatchAlarmDefinition</a>
 */
final class AutoScalingDefaults {

    private static final String NAMESPACE = "AWS/ElasticMapReduce";
    private static final String CLUSTER_ID = "${emr.clusterId}";
    private static final MetricDimension OF_THE_CLUSTER =
            MetricDimension.builder().key("JobFlowId").value(CLUSTER_ID).build();

    private AutoScalingDefaults() {}

    /** The policy with all defaults, and with the id of the cluster where it asks for it. */
    static AutoScalingPolicy apply(AutoScalingPolicy policy, String clusterId) {
        return policy.toBuilder()
                .rules(policy.rules().stream()
                        .map(rule -> apply(rule, clusterId))
                        .toList())
                .build();
    }

    private static ScalingRule apply(ScalingRule rule, String clusterId) {
        SimpleScalingPolicyConfiguration scaling = rule.action().simpleScalingPolicyConfiguration();
        CloudWatchAlarmDefinition alarm = rule.trigger().cloudWatchAlarmDefinition();
        return rule.toBuilder()
                .action(rule.action().toBuilder()
                        .simpleScalingPolicyConfiguration(scaling.toBuilder()
                                .adjustmentType(
                                        scaling.adjustmentType() == null
                                                ? AdjustmentType.CHANGE_IN_CAPACITY
                                                : scaling.adjustmentType())
                                .coolDown(scaling.coolDown() == null ? Integer.valueOf(0) : scaling.coolDown())
                                .build())
                        .build())
                .trigger(rule.trigger().toBuilder()
                        .cloudWatchAlarmDefinition(apply(alarm, clusterId))
                        .build())
                .build();
    }

    private static CloudWatchAlarmDefinition apply(CloudWatchAlarmDefinition alarm, String clusterId) {
        List<MetricDimension> dimensions =
                alarm.dimensions() instanceof SdkAutoConstructList ? List.of(OF_THE_CLUSTER) : alarm.dimensions();
        return alarm.toBuilder()
                .evaluationPeriods(alarm.evaluationPeriods() == null ? Integer.valueOf(1) : alarm.evaluationPeriods())
                .namespace(alarm.namespace() == null ? NAMESPACE : alarm.namespace())
                .statistic(alarm.statistic() == null ? Statistic.AVERAGE : alarm.statistic())
                .dimensions(dimensions.stream()
                        .map(dimension -> resolve(dimension, clusterId))
                        .toList())
                .build();
    }

    private static MetricDimension resolve(MetricDimension dimension, String clusterId) {
        String value = dimension.value();
        return value == null
                ? dimension
                : dimension.toBuilder()
                        .value(value.replace(CLUSTER_ID, clusterId))
                        .build();
    }
}
