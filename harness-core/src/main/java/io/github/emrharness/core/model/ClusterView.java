package io.github.emrharness.core.model;

import software.amazon.awssdk.services.emr.model.ClusterStatus;

/** What can change of a cluster, at one moment. */
public record ClusterView(
        ClusterStatus status,
        boolean keepAliveWhenNoSteps,
        boolean terminationProtected,
        boolean visibleToAllUsers,
        int stepConcurrencyLevel) {}
