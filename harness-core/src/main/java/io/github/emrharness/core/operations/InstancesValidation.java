package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.InstanceTypes;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.RuleViolationException;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/** Checks the instances of a new cluster, in whichever of the three ways they are asked for. */
final class InstancesValidation {

    private InstancesValidation() {}

    static void checkForm(JobFlowInstancesConfig instances, Constraints constraints) {
        InstanceGroupsValidation.checkForm(instances.instanceGroups(), "instances.instanceGroups.", constraints);
        InstanceFleetsValidation.checkForm(instances.instanceFleets(), "instances.instanceFleets.", constraints);
    }

    /** Answers with the error of RunJobFlow. */
    static void check(RunJobFlowRequest request, Release release, InstanceTypes types) {
        try {
            check(request.instances(), release, types);
            AutoScalingValidation.checkGroups(
                    request.instances().instanceGroups(), request.autoScalingRole(), request.managedScalingPolicy());
            HighAvailability.check(request.instances(), request.placementGroupConfigs(), release);
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    private static void check(JobFlowInstancesConfig instances, Release release, InstanceTypes types) {
        boolean counted = instances.instanceCount() != null
                || instances.masterInstanceType() != null
                || instances.slaveInstanceType() != null;
        int schemes = (counted ? 1 : 0)
                + (instances.instanceGroups().isEmpty() ? 0 : 1)
                + (instances.instanceFleets().isEmpty() ? 0 : 1);
        if (schemes != 1) {
            throw new RuleViolationException("Please configure instances using one and only one of the following:"
                    + " instance groups; instance fleets; instance count, master and slave instance type.");
        }
        if (!instances.instanceFleets().isEmpty()) {
            InstanceFleetsValidation.checkAll(instances.instanceFleets(), release, types);
            return;
        }
        if (counted) {
            checkCounted(instances, release, types);
        } else {
            InstanceGroupsValidation.checkAll(instances.instanceGroups(), release, types);
        }
        if (instances.ec2SubnetIds().size() > 1) {
            throw new RuleViolationException("Only one subnet may be specified for clusters configured with instance"
                    + " groups or instance count, master and slave instance type. Revise the configuration and"
                    + " resubmit.");
        }
    }

    private static void checkCounted(JobFlowInstancesConfig instances, Release release, InstanceTypes types) {
        Integer count = instances.instanceCount();
        if (count == null || count < 1) {
            throw new RuleViolationException("An instance group must have at least one instance");
        }
        String master = instances.masterInstanceType();
        String slave = instances.slaveInstanceType();
        if (master == null || (count > 1 && slave == null)) {
            throw new RuleViolationException("With an InstanceCount of " + count + ", "
                    + (master == null ? "MasterInstanceType" : "SlaveInstanceType") + " is required.");
        }
        checkType(master, release, types);
        if (slave != null) {
            checkType(slave, release, types);
        }
    }

    static void checkType(String instanceType, Release release, InstanceTypes types) {
        if (!types.isSupported(instanceType, release)) {
            throw new RuleViolationException("Instance type '" + instanceType + "' is not supported.");
        }
    }
}
