package io.github.emrharness.hadoop;

import java.util.Map;
import java.util.OptionalInt;

/**
 * The settings of the daemons.
 *
 * @param maxNodes how many core and task nodes of a cluster are played at most; further ones are only told by the API
 * @param hdfsCapacityMb how much each data node can store, in MiB; empty for what the disk has
 */
record DaemonSettings(int maxNodes, OptionalInt hdfsCapacityMb) {

    static final String MAX_NODES = "emr.harness.hadoop.maxNodes";
    static final String HDFS_CAPACITY = "emr.harness.hadoop.hdfs.capacityMb";

    private static final int DEFAULT_MAX_NODES = 2;

    static DaemonSettings of(Map<String, String> settings) {
        String nodes = settings.get(MAX_NODES);
        String capacity = settings.get(HDFS_CAPACITY);
        return new DaemonSettings(
                nodes == null ? DEFAULT_MAX_NODES : positive(MAX_NODES, nodes),
                capacity == null ? OptionalInt.empty() : OptionalInt.of(positive(HDFS_CAPACITY, capacity)));
    }

    private static int positive(String name, String value) {
        try {
            int number = Integer.parseInt(value.trim());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " must be a whole number from 1, but was: " + value);
    }
}
