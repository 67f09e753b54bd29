package io.github.emrharness.core.model;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.ClusterStatus;
import software.amazon.awssdk.services.emr.model.Tag;

/** What can change of a cluster, at one moment. */
public record ClusterView(
        ClusterStatus status,
        boolean keepAliveWhenNoSteps,
        boolean terminationProtected,
        boolean visibleToAllUsers,
        boolean unhealthyNodeReplacement,
        Optional<Boolean> extendedSupport,
        List<Tag> tags,
        int stepConcurrencyLevel) {}
