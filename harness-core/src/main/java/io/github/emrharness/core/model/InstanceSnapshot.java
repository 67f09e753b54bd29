package io.github.emrharness.core.model;

import software.amazon.awssdk.services.emr.model.Instance;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceState;

/**
 * An EC2 instance of a cluster at one moment.
 *
 * @param collectionId the id of its instance group or fleet
 * @param instance as ListInstances tells it
 */
public record InstanceSnapshot(String collectionId, InstanceRoleType role, Instance instance) {

    /** EC2's id; empty while a Spot request waits for its instance. */
    public String ec2InstanceId() {
        return instance.ec2InstanceId() == null ? "" : instance.ec2InstanceId();
    }

    public InstanceState state() {
        return instance.status().state();
    }
}
