package io.github.emrharness.core.model;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of EC2 instance, as EMR tells it.
 *
 * @param name such as {@code m5.xlarge}
 * @param memoryGb in GiB
 * @param storageGb the size of its own disks together, in GB
 * @param family EMR's name for its kind, such as {@code GENERAL_CURRENT_GEN}
 * @param architecture {@code X86_64} or {@code AARCH64}
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_SupportedInstanceType.html">SupportedInstanceType</a>
 */
public record InstanceType(
        String name,
        int vCpu,
        float memoryGb,
        int storageGb,
        int numberOfDisks,
        String family,
        String architecture,
        boolean is64BitsOnly,
        boolean ebsOptimizedAvailable,
        boolean ebsOptimizedByDefault,
        boolean ebsStorageOnly) {

    /** Factors of sizes that were in use; larger sizes count as so many {@code xlarge}. */
    private static final Map<String, Integer> FACTORS = Map.of("small", 1, "medium", 2, "large", 4, "xlarge", 8);

    private static final Pattern SIZE = Pattern.compile(".*\\.(\\d*)(small|medium|large|xlarge)");

    /** Bare metal has no size in its name; every other current type counts that much for each vCPU. */
    private static final int FACTOR_PER_VCPU = 2;

    /** How many {@code m1.small} hours one hour of this type counts as, in NormalizedInstanceHours. */
    public int normalizationFactor() {
        Matcher size = SIZE.matcher(name);
        if (!size.matches()) {
            return FACTOR_PER_VCPU * vCpu;
        }
        int count = size.group(1).isEmpty() ? 1 : Integer.parseInt(size.group(1));
        return count * FACTORS.getOrDefault(size.group(2), 0);
    }
}
