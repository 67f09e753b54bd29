package io.github.emrharness.core.model;

import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceGroupState;

/**
 * An instance group at one moment.
 *
 * @param group as ListInstanceGroups tells it
 */
public record InstanceGroupSnapshot(String clusterId, String clusterName, InstanceGroup group) {

    public String id() {
        return group.id();
    }

    public InstanceGroupState state() {
        return group.status().state();
    }
}
