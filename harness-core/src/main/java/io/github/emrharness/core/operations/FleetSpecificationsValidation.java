package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.RuleViolationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.InstanceFleetProvisioningSpecifications;
import software.amazon.awssdk.services.emr.model.InstanceFleetResizingSpecifications;
import software.amazon.awssdk.services.emr.model.OnDemandProvisioningAllocationStrategy;
import software.amazon.awssdk.services.emr.model.OnDemandProvisioningSpecification;
import software.amazon.awssdk.services.emr.model.OnDemandResizingSpecification;
import software.amazon.awssdk.services.emr.model.SpotProvisioningAllocationStrategy;
import software.amazon.awssdk.services.emr.model.SpotProvisioningSpecification;
import software.amazon.awssdk.services.emr.model.SpotProvisioningTimeoutAction;
import software.amazon.awssdk.services.emr.model.SpotResizingSpecification;

/**
 * Checks how a fleet is to get its capacity.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/emr/latest/APIReference/API_SpotProvisioningSpecification.html">SpotProvisioningSpecification</a>
 */
final class FleetSpecificationsValidation {

    private static final int MIN_TIMEOUT = 5;
    private static final int MAX_TIMEOUT = 1_440;
    private static final int MAX_RESIZE_TIMEOUT = 10_080;
    private static final int BLOCK_STEP = 60;
    private static final int MAX_BLOCK = 360;

    private FleetSpecificationsValidation() {}

    static void checkForm(
            @Nullable InstanceFleetProvisioningSpecifications launch, String path, Constraints constraints) {
        SpotProvisioningSpecification spot = launch == null ? null : launch.spotSpecification();
        if (spot != null) {
            String member = path + "spotSpecification.";
            constraints
                    .notNull(spot.timeoutDurationMinutes(), member + "timeoutDurationMinutes")
                    .notNull(spot.timeoutActionAsString(), member + "timeoutAction")
                    .oneOf(
                            spot.timeoutActionAsString(),
                            SpotProvisioningTimeoutAction.knownValues(),
                            member + "timeoutAction")
                    .oneOf(
                            spot.allocationStrategyAsString(),
                            SpotProvisioningAllocationStrategy.knownValues(),
                            member + "allocationStrategy");
        }
        OnDemandProvisioningSpecification onDemand = launch == null ? null : launch.onDemandSpecification();
        if (onDemand != null) {
            String member = path + "onDemandSpecification.allocationStrategy";
            constraints
                    .notNull(onDemand.allocationStrategyAsString(), member)
                    .oneOf(
                            onDemand.allocationStrategyAsString(),
                            OnDemandProvisioningAllocationStrategy.knownValues(),
                            member);
        }
    }

    static void checkForm(@Nullable InstanceFleetResizingSpecifications resize, String path, Constraints constraints) {
        SpotResizingSpecification spot = resize == null ? null : resize.spotResizeSpecification();
        if (spot != null) {
            constraints.oneOf(
                    spot.allocationStrategyAsString(),
                    SpotProvisioningAllocationStrategy.knownValues(),
                    path + "spotResizeSpecification.allocationStrategy");
        }
        OnDemandResizingSpecification onDemand = resize == null ? null : resize.onDemandResizeSpecification();
        if (onDemand != null) {
            constraints.oneOf(
                    onDemand.allocationStrategyAsString(),
                    OnDemandProvisioningAllocationStrategy.knownValues(),
                    path + "onDemandResizeSpecification.allocationStrategy");
        }
    }

    static void check(@Nullable InstanceFleetProvisioningSpecifications launch) {
        SpotProvisioningSpecification spot = launch == null ? null : launch.spotSpecification();
        if (spot == null) {
            return;
        }
        checkTimeout(spot.timeoutDurationMinutes(), MAX_TIMEOUT, "SpotSpecification");
        Integer block = spot.blockDurationMinutes();
        if (block != null && (block < BLOCK_STEP || block > MAX_BLOCK || block % BLOCK_STEP != 0)) {
            throw new RuleViolationException("The BlockDurationMinutes of the SpotSpecification must be one of 60, 120,"
                    + " 180, 240, 300, 360, but is " + block + ".");
        }
    }

    static void check(@Nullable InstanceFleetResizingSpecifications resize) {
        SpotResizingSpecification spot = resize == null ? null : resize.spotResizeSpecification();
        if (spot != null) {
            checkTimeout(spot.timeoutDurationMinutes(), MAX_RESIZE_TIMEOUT, "SpotResizeSpecification");
        }
        OnDemandResizingSpecification onDemand = resize == null ? null : resize.onDemandResizeSpecification();
        if (onDemand != null) {
            checkTimeout(onDemand.timeoutDurationMinutes(), MAX_RESIZE_TIMEOUT, "OnDemandResizeSpecification");
        }
    }

    private static void checkTimeout(@Nullable Integer minutes, int max, String specification) {
        if (minutes != null && (minutes < MIN_TIMEOUT || minutes > max)) {
            throw new RuleViolationException("The TimeoutDurationMinutes of the " + specification + " must be between "
                    + MIN_TIMEOUT + " and " + max + ", but is " + minutes + ".");
        }
    }

    /** Whether a fleet says how it chooses among its types; then it may have more of them. */
    static boolean hasStrategy(@Nullable InstanceFleetProvisioningSpecifications launch) {
        return launch != null
                && Stream.of(
                                launch.spotSpecification() == null
                                        ? null
                                        : launch.spotSpecification().allocationStrategyAsString(),
                                launch.onDemandSpecification() == null
                                        ? null
                                        : launch.onDemandSpecification().allocationStrategyAsString())
                        .anyMatch(strategy -> strategy != null);
    }
}
