package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * A step that is to run.
 *
 * @param masterInstanceId the EC2 instance that the step runs on
 * @param number 1 for the first step of its cluster
 * @param configurations what the master is configured with when the step starts
 * @param logUri where its logs go in the end: the step's own address, or the cluster's
 */
public record StepTask(
        ClusterDefinition cluster,
        String masterInstanceId,
        String stepId,
        int number,
        StepDefinition definition,
        List<Configuration> configurations,
        Optional<String> logUri) {

    public StepTask {
        configurations = List.copyOf(configurations);
    }

    public String clusterId() {
        return cluster.clusterId();
    }

    public String releaseLabel() {
        return cluster.release().label();
    }
}
