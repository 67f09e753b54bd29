package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.InstanceType;
import io.github.emrharness.core.model.InstanceTypes;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.EbsBlockDeviceConfig;
import software.amazon.awssdk.services.emr.model.EbsConfiguration;
import software.amazon.awssdk.services.emr.model.VolumeSpecification;

/**
 * Checks the EBS volumes that instances are to have.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_VolumeSpecification.html">VolumeSpecification</a>
 */
final class EbsValidation {

    private static final Set<String> VOLUME_TYPES = Set.of("gp3", "gp2", "io1", "st1", "sc1", "standard");
    private static final Set<String> TYPES_WITH_IOPS = Set.of("gp3", "io1");

    /** As many as fit in the device names, {@code /dev/sdb} to {@code /dev/sdz}. */
    private static final int MAX_VOLUMES = 25;

    private static final int MAX_SIZE_GB = 1_024;
    private static final int MIN_IOPS = 100;
    private static final int MAX_IOPS = 20_000;
    private static final int MIN_THROUGHPUT = 125;
    private static final int MAX_THROUGHPUT = 1_000;

    private EbsValidation() {}

    static void checkForm(@Nullable EbsConfiguration ebs, String path, Constraints constraints) {
        if (ebs == null) {
            return;
        }
        List<EbsBlockDeviceConfig> devices = ebs.ebsBlockDeviceConfigs();
        for (int i = 0; i < devices.size(); i++) {
            String member = path + "ebsBlockDeviceConfigs." + (i + 1) + ".member.volumeSpecification";
            VolumeSpecification volume = devices.get(i).volumeSpecification();
            constraints.notNull(volume, member);
            if (volume != null) {
                constraints
                        .notNull(volume.volumeType(), member + ".volumeType")
                        .notNull(volume.sizeInGB(), member + ".sizeInGB");
            }
        }
    }

    static void check(@Nullable EbsConfiguration ebs, String instanceType, InstanceTypes types) {
        if (ebs == null) {
            return;
        }
        int volumes = 0;
        for (EbsBlockDeviceConfig device : ebs.ebsBlockDeviceConfigs()) {
            int count = device.volumesPerInstance() == null ? 1 : device.volumesPerInstance();
            if (count < 1) {
                throw new RuleViolationException("VolumesPerInstance must be at least 1, but is " + count + ".");
            }
            volumes += count;
            check(device.volumeSpecification());
        }
        if (volumes > MAX_VOLUMES) {
            throw new RuleViolationException(
                    "An instance can have at most " + MAX_VOLUMES + " EBS volumes, but these are " + volumes + ".");
        }
        boolean optimizable = types.find(instanceType)
                .map(InstanceType::ebsOptimizedAvailable)
                .orElse(true);
        if (Boolean.TRUE.equals(ebs.ebsOptimized()) && !optimizable) {
            throw new RuleViolationException(
                    "EBS optimization is not supported for instance type " + instanceType + ".");
        }
    }

    private static void check(VolumeSpecification volume) {
        String type = volume.volumeType();
        if (!VOLUME_TYPES.contains(type)) {
            throw new RuleViolationException(
                    "The EBS volume type '" + type + "' is not one of gp3, gp2, io1, st1, sc1," + " standard.");
        }
        int size = volume.sizeInGB();
        if (size < 1 || size > MAX_SIZE_GB) {
            throw new RuleViolationException(
                    "The size of an EBS volume must be between 1 and " + MAX_SIZE_GB + " GiB, but is " + size + ".");
        }
        checkIops(type, volume.iops());
        Integer throughput = volume.throughput();
        if (throughput != null && !type.equals("gp3")) {
            throw new RuleViolationException("Throughput setting is not supported for volume type");
        }
        if (throughput != null && (throughput < MIN_THROUGHPUT || throughput > MAX_THROUGHPUT)) {
            throw new RuleViolationException("The throughput of an EBS volume must be between " + MIN_THROUGHPUT
                    + " and " + MAX_THROUGHPUT + " MiB/s, but is " + throughput + ".");
        }
    }

    private static void checkIops(String type, @Nullable Integer iops) {
        if (iops == null) {
            if (type.equals("io1")) {
                throw new RuleViolationException("IOPS setting is required for volume type.");
            }
            return;
        }
        if (!TYPES_WITH_IOPS.contains(type)) {
            throw new RuleViolationException("IOPS setting is not supported for volume type");
        }
        if (iops < MIN_IOPS) {
            throw new RuleViolationException("The iops is less than minimum value(100).");
        }
        if (iops > MAX_IOPS) {
            throw new RuleViolationException("The iops is more than maximum value(20000).");
        }
    }
}
