package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * A step that is to run.
 *
 * @param masterInstanceId the EC2 instance that the step runs on
 * @param number 1 for the first step of its cluster
 * @param logUri where its logs go in the end: the step's own address, or the cluster's
 */
public record StepTask(
        ClusterDefinition cluster,
        String masterInstanceId,
        String stepId,
        int number,
        StepDefinition definition,
        Optional<String> logUri) {

    public String clusterId() {
        return cluster.clusterId();
    }

    public String releaseLabel() {
        return cluster.release().label();
    }

    public List<Configuration> configurations() {
        return cluster.request().configurations();
    }
}
