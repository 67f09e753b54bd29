package io.github.emrharness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * The cluster that a test gets as its own: what RunJobFlow is asked for.
 *
 * @param name the cluster's name, also the root of its bucket's name
 * @param releaseLabel such as {@code emr-7.10.0}
 * @param applications as EMR names them, such as {@code Spark}; their engines are warmed up in the background
 * @param stepConcurrencyLevel how many steps run at once, from 1 to 256
 * @param configurations configuration classifications, as in RunJobFlow
 * @param logUri where EMR puts the logs of steps; {@code {bucket}} stands for the bucket of the cluster; empty for no
 *     logs on S3 (they are on disk in any case)
 * @param stepTimeout how long a test waits for a step or a cluster where it does not say it itself
 */
public record ClusterSpec(
        String name,
        String releaseLabel,
        List<String> applications,
        int stepConcurrencyLevel,
        List<Configuration> configurations,
        Optional<String> logUri,
        Duration stepTimeout) {

    /** The release label that applies where none is named. */
    public static final String DEFAULT_RELEASE_LABEL = "emr-7.10.0";

    public ClusterSpec {
        applications = List.copyOf(applications);
        configurations = List.copyOf(configurations);
        if (stepTimeout.isNegative() || stepTimeout.isZero()) {
            throw new IllegalArgumentException("A step timeout must be longer than zero, but was " + stepTimeout + ".");
        }
    }

    /** A cluster with Spark, one step at a time and a step timeout of two minutes. */
    public static ClusterSpec named(String name) {
        return new ClusterSpec(
                name, DEFAULT_RELEASE_LABEL, List.of("Spark"), 1, List.of(), Optional.empty(), Duration.ofMinutes(2));
    }

    public ClusterSpec withReleaseLabel(String value) {
        return new ClusterSpec(name, value, applications, stepConcurrencyLevel, configurations, logUri, stepTimeout);
    }

    public ClusterSpec withApplications(List<String> value) {
        return new ClusterSpec(name, releaseLabel, value, stepConcurrencyLevel, configurations, logUri, stepTimeout);
    }

    public ClusterSpec withStepConcurrencyLevel(int value) {
        return new ClusterSpec(name, releaseLabel, applications, value, configurations, logUri, stepTimeout);
    }

    public ClusterSpec withConfigurations(List<Configuration> value) {
        return new ClusterSpec(name, releaseLabel, applications, stepConcurrencyLevel, value, logUri, stepTimeout);
    }

    public ClusterSpec withLogUri(String value) {
        return new ClusterSpec(
                name,
                releaseLabel,
                applications,
                stepConcurrencyLevel,
                configurations,
                Optional.of(value),
                stepTimeout);
    }

    public ClusterSpec withStepTimeout(Duration value) {
        return new ClusterSpec(name, releaseLabel, applications, stepConcurrencyLevel, configurations, logUri, value);
    }
}
