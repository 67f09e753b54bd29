package io.github.emrharness.core.model;

/**
 * A cluster whose nodes are to be set up.
 *
 * @param masterInstanceId the EC2 instance that is its master
 */
public record BootstrapTask(ClusterDefinition cluster, String masterInstanceId) {}
