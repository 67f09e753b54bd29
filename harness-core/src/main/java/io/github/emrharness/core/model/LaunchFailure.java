package io.github.emrharness.core.model;

import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ErrorDetail;

/**
 * Why a cluster ends that EC2 does not give its instances.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-troubleshoot-errordetail.html">ErrorDetail</a>
 */
final class LaunchFailure {

    private static final String ERROR_CODE = "INTERNAL_ERROR_EC2_INSUFFICIENT_CAPACITY_AZ";
    private static final String DOCUMENTATION = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/";

    /** EMR's text for this is not known. */
    private static final String FLEET_TIMEOUT =
            "The instance fleet %s did not get its target Spot capacity within %d minutes";

    private LaunchFailure() {}

    static ClusterReason outOfCapacity(String instanceType, String availabilityZone) {
        String message = "EC2 is out of capacity for " + instanceType + " in availability zone " + availabilityZone
                + ". Learn more at https://docs.aws.amazon.com/console/elasticmapreduce/ERROR_noinstancecapacity";
        return ClusterReason.failure(
                ClusterStateChangeReasonCode.INTERNAL_ERROR,
                message,
                ErrorDetail.builder()
                        .errorCode(ERROR_CODE)
                        .errorData(
                                Map.of("public-doc", DOCUMENTATION + ERROR_CODE + ".html"),
                                Map.of("instance-type", instanceType),
                                Map.of("availability-zone", availabilityZone))
                        .errorMessage(message)
                        .build());
    }

    static ClusterReason fleetTimeout(String fleetId, int minutes) {
        return ClusterReason.failure(
                ClusterStateChangeReasonCode.INSTANCE_FLEET_TIMEOUT,
                String.format(Locale.ROOT, FLEET_TIMEOUT, fleetId, minutes));
    }
}
