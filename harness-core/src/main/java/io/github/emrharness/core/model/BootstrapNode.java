package io.github.emrharness.core.model;

import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/** An EC2 instance that is to be set up as a node of a cluster. */
public record BootstrapNode(String ec2InstanceId, InstanceRoleType role) {}
