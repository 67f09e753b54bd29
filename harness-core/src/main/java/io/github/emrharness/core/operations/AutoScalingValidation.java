package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.AdjustmentType;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.CloudWatchAlarmDefinition;
import software.amazon.awssdk.services.emr.model.ComparisonOperator;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.ManagedScalingPolicy;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.ScalingAction;
import software.amazon.awssdk.services.emr.model.ScalingConstraints;
import software.amazon.awssdk.services.emr.model.ScalingRule;
import software.amazon.awssdk.services.emr.model.ScalingTrigger;
import software.amazon.awssdk.services.emr.model.SimpleScalingPolicyConfiguration;
import software.amazon.awssdk.services.emr.model.Statistic;
import software.amazon.awssdk.services.emr.model.Unit;

/**
 * Checks the automatic scaling policy of an instance group. EMR's words for these mistakes are not known.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-automatic-scaling.html">Using automatic
 *     scaling with a custom policy for instance groups</a>
 */
final class AutoScalingValidation {

    private static final String EMR_METRICS = "AWS/ElasticMapReduce";

    /** How often EMR sends its metrics to CloudWatch. */
    private static final int PERIOD_OF_EMR_METRICS = 300;

    private AutoScalingValidation() {}

    /** Checks the form; {@code path} ends with a dot. */
    static void checkForm(@Nullable AutoScalingPolicy policy, String path, Constraints constraints) {
        if (policy == null) {
            return;
        }
        ScalingConstraints limits = policy.constraints();
        constraints.notNull(limits, path + "constraints").notEmpty(policy.rules(), path + "rules");
        if (limits != null) {
            constraints
                    .notNull(limits.minCapacity(), path + "constraints.minCapacity")
                    .notNull(limits.maxCapacity(), path + "constraints.maxCapacity");
        }
        for (int i = 0; i < policy.rules().size(); i++) {
            ScalingRule rule = policy.rules().get(i);
            String rulePath = path + "rules." + (i + 1) + ".member.";
            constraints.notNull(rule.name(), rulePath + "name");
            checkForm(rule.action(), rulePath + "action", constraints);
            checkForm(rule.trigger(), rulePath + "trigger", constraints);
        }
    }

    private static void checkForm(@Nullable ScalingAction action, String path, Constraints constraints) {
        constraints.notNull(action, path);
        if (action == null) {
            return;
        }
        SimpleScalingPolicyConfiguration scaling = action.simpleScalingPolicyConfiguration();
        String scalingPath = path + ".simpleScalingPolicyConfiguration";
        constraints
                .oneOf(action.marketAsString(), MarketType.knownValues(), path + ".market")
                .notNull(scaling, scalingPath);
        if (scaling != null) {
            constraints
                    .oneOf(
                            scaling.adjustmentTypeAsString(),
                            AdjustmentType.knownValues(),
                            scalingPath + ".adjustmentType")
                    .notNull(scaling.scalingAdjustment(), scalingPath + ".scalingAdjustment");
        }
    }

    private static void checkForm(@Nullable ScalingTrigger trigger, String path, Constraints constraints) {
        constraints.notNull(trigger, path);
        if (trigger == null) {
            return;
        }
        CloudWatchAlarmDefinition alarm = trigger.cloudWatchAlarmDefinition();
        String alarmPath = path + ".cloudWatchAlarmDefinition";
        constraints.notNull(alarm, alarmPath);
        if (alarm != null) {
            constraints
                    .notNull(alarm.comparisonOperatorAsString(), alarmPath + ".comparisonOperator")
                    .oneOf(
                            alarm.comparisonOperatorAsString(),
                            ComparisonOperator.knownValues(),
                            alarmPath + ".comparisonOperator")
                    .notNull(alarm.metricName(), alarmPath + ".metricName")
                    .notNull(alarm.period(), alarmPath + ".period")
                    .oneOf(alarm.statisticAsString(), Statistic.knownValues(), alarmPath + ".statistic")
                    .oneOf(alarm.unitAsString(), Unit.knownValues(), alarmPath + ".unit")
                    .notNull(alarm.threshold(), alarmPath + ".threshold");
        }
    }

    /** Checks the policies of groups that are asked for, as far as they have any. */
    static void checkGroups(
            List<InstanceGroupConfig> groups,
            @Nullable String autoScalingRole,
            @Nullable ManagedScalingPolicy managedScaling) {
        for (InstanceGroupConfig group : groups) {
            if (group.autoScalingPolicy() != null) {
                require(managedScaling == null, Cluster.ONE_WAY_OF_SCALING);
                check(group.autoScalingPolicy(), group.instanceRole(), autoScalingRole);
            }
        }
    }

    /** Checks the policy of one group. */
    static void check(AutoScalingPolicy policy, InstanceRoleType group, @Nullable String autoScalingRole) {
        require(
                autoScalingRole != null && !autoScalingRole.isEmpty(),
                "An automatic scaling policy needs a cluster that was created with an AutoScalingRole.");
        require(
                group != InstanceRoleType.MASTER,
                "An automatic scaling policy can be attached to core and task instance groups only, not to the master"
                        + " instance group.");
        int least = policy.constraints().minCapacity();
        int most = policy.constraints().maxCapacity();
        require(least >= 0, "MinCapacity must not be negative; this one is " + least + ".");
        require(
                most >= least,
                "MaxCapacity must not be less than MinCapacity (" + least + "); this one is " + most + ".");
        Set<String> names = new HashSet<>();
        for (ScalingRule rule : policy.rules()) {
            require(names.add(rule.name()), "The names of scaling rules must differ; two are '" + rule.name() + "'.");
            check(rule.name(), rule.action().simpleScalingPolicyConfiguration());
            check(rule.name(), rule.trigger().cloudWatchAlarmDefinition());
        }
    }

    private static void check(String rule, SimpleScalingPolicyConfiguration scaling) {
        require(
                scaling.adjustmentType() != AdjustmentType.EXACT_CAPACITY || scaling.scalingAdjustment() > 0,
                "With EXACT_CAPACITY the ScalingAdjustment of the rule '" + rule + "' must be positive; it is "
                        + scaling.scalingAdjustment() + ".");
        require(
                scaling.coolDown() == null || scaling.coolDown() >= 0,
                "The CoolDown of the rule '" + rule + "' must not be negative; it is " + scaling.coolDown() + ".");
    }

    private static void check(String rule, CloudWatchAlarmDefinition alarm) {
        require(
                alarm.threshold() >= 0,
                "The Threshold of the rule '" + rule + "' must not be negative; it is " + alarm.threshold() + ".");
        require(
                alarm.evaluationPeriods() == null || alarm.evaluationPeriods() >= 1,
                "The EvaluationPeriods of the rule '" + rule + "' must be at least 1; they are "
                        + alarm.evaluationPeriods() + ".");
        boolean ofEmr = alarm.namespace() == null || alarm.namespace().equals(EMR_METRICS);
        require(
                !ofEmr || alarm.period() == PERIOD_OF_EMR_METRICS,
                "The Period of the rule '" + rule + "' must be " + PERIOD_OF_EMR_METRICS
                        + " seconds, as EMR's metrics come so often; it is " + alarm.period() + ".");
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new RuleViolationException(message);
        }
    }
}
