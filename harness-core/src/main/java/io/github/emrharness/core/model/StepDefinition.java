package io.github.emrharness.core.model;

import io.github.emrharness.spi.StepCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.StepConfig;

/**
 * A step as it was submitted.
 *
 * @param executionRoleArn the runtime role of the request; it is only told again, not played
 */
public record StepDefinition(StepConfig config, Optional<String> executionRoleArn) {

    public String name() {
        return config.name();
    }

    /** What was asked for; the API's default is {@code TERMINATE_CLUSTER} (the AWS CLI's is {@code CONTINUE}). */
    public ActionOnFailure actionOnFailure() {
        ActionOnFailure given = config.actionOnFailure();
        return given == null ? ActionOnFailure.TERMINATE_CLUSTER : given;
    }

    public StepCommand command() {
        HadoopJarStepConfig jarStep = config.hadoopJarStep();
        return new StepCommand(jarStep.jar(), jarStep.mainClass(), jarStep.args(), properties());
    }

    /** The system properties as a map, as the API tells them again; a key given twice has its last value. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        config.hadoopJarStep().properties().forEach(property -> properties.put(property.key(), property.value()));
        return properties;
    }

    /** The step's own address for its logs ({@code StepMonitoringConfiguration}). */
    public Optional<String> logUri() {
        return Optional.ofNullable(config.stepMonitoringConfiguration())
                .map(monitoring -> monitoring.s3MonitoringConfiguration())
                .map(s3 -> s3.logUri());
    }
}
