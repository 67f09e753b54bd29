package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.steps.LogDestination;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.KeyValue;
import software.amazon.awssdk.services.emr.model.S3MonitoringConfiguration;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepMonitoringConfiguration;

/** Checks steps that are to be added, for RunJobFlow and AddJobFlowSteps. */
final class StepsValidation {

    private static final int MAX_HADOOP_JAR_STEP_LENGTH = 10_240;

    private StepsValidation() {}

    static void checkForm(List<StepConfig> steps, Constraints constraints) {
        for (int i = 0; i < steps.size(); i++) {
            StepConfig step = steps.get(i);
            String path = "steps." + (i + 1) + ".member.";
            HadoopJarStepConfig jarStep = step.hadoopJarStep();
            constraints
                    .notNull(step.name(), path + "name")
                    .maxLength(step.name(), 256, path + "name")
                    .oneOf(step.actionOnFailureAsString(), ActionOnFailure.knownValues(), path + "actionOnFailure")
                    .notNull(jarStep, path + "hadoopJarStep");
            if (jarStep != null) {
                constraints.notNull(jarStep.jar(), path + "hadoopJarStep.jar");
                for (int k = 0; k < jarStep.properties().size(); k++) {
                    KeyValue property = jarStep.properties().get(k);
                    String propertyPath = path + "hadoopJarStep.properties." + (k + 1) + ".member.";
                    constraints
                            .notNull(property.key(), propertyPath + "key")
                            .notNull(property.value(), propertyPath + "value");
                }
            }
        }
    }

    /** The most steps that one request may add or cancel: 100 since 7.14.0, 256 before. */
    static int maxPerRequest(Release release) {
        return release.isAtLeast(7, 14) ? 100 : 256;
    }

    static void checkLimits(List<StepConfig> steps, Release release) {
        int max = maxPerRequest(release);
        if (steps.size() > max) {
            throw EmrServiceException.validation("A request may add at most " + max + " steps with " + release.label()
                    + "; this one has " + steps.size() + ".");
        }
        for (StepConfig step : steps) {
            int length = length(step.hadoopJarStep());
            if (length > MAX_HADOOP_JAR_STEP_LENGTH) {
                throw EmrServiceException.validation("The strings of one HadoopJarStep may have at most "
                        + MAX_HADOOP_JAR_STEP_LENGTH + " characters in total; those of the step '" + step.name()
                        + "' have " + length + ".");
            }
            checkLogUri(step);
        }
    }

    private static int length(HadoopJarStepConfig jarStep) {
        Stream<String> own = Stream.of(jarStep.jar(), jarStep.mainClass());
        Stream<String> properties =
                jarStep.properties().stream().flatMap(property -> Stream.of(property.key(), property.value()));
        return Stream.of(own, jarStep.args().stream(), properties)
                .flatMap(strings -> strings)
                .filter(Objects::nonNull)
                .mapToInt(String::length)
                .sum();
    }

    private static void checkLogUri(StepConfig step) {
        StepMonitoringConfiguration monitoring = step.stepMonitoringConfiguration();
        S3MonitoringConfiguration s3 = monitoring == null ? null : monitoring.s3MonitoringConfiguration();
        String logUri = s3 == null ? null : s3.logUri();
        if (logUri != null && LogDestination.parse(logUri).isEmpty()) {
            throw EmrServiceException.validation("The LogUri '" + logUri + "' of the step '" + step.name()
                    + "' is not an address in S3. It must have the form s3://bucket/prefix/.");
        }
    }
}
