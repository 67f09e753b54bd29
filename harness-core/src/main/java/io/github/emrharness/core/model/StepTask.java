package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * A step that is to run.
 *
 * @param number 1 for the first step of its cluster
 * @param configurations those of the cluster
 * @param logUri where its logs go in the end: the step's own address, or the cluster's
 */
public record StepTask(
        String clusterId,
        String stepId,
        int number,
        StepDefinition definition,
        String releaseLabel,
        List<Configuration> configurations,
        Optional<String> logUri) {

    public StepTask {
        configurations = List.copyOf(configurations);
    }
}
