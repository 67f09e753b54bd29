package io.github.emrharness.hadoop;

import java.util.Map;

/**
 * The settings of the daemons.
 *
 * @param maxNodes how many core and task nodes of a cluster are played at most; further ones are only told by the API
 */
record DaemonSettings(int maxNodes) {

    static final String MAX_NODES = "emr.harness.hadoop.maxNodes";

    private static final int DEFAULT_MAX_NODES = 2;

    static DaemonSettings of(Map<String, String> settings) {
        String value = settings.get(MAX_NODES);
        if (value == null) {
            return new DaemonSettings(DEFAULT_MAX_NODES);
        }
        try {
            int nodes = Integer.parseInt(value.trim());
            if (nodes > 0) {
                return new DaemonSettings(nodes);
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(MAX_NODES + " must be a whole number from 1, but was: " + value);
    }
}
