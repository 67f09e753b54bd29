package io.github.emrharness.hadoop;

import java.util.Map;

/**
 * The settings of Hadoop steps.
 *
 * @param mapreduce the framework that MapReduce jobs run on unless they or their cluster say otherwise
 */
record HadoopSettings(Framework mapreduce) {

    /** {@code yarn}, as on EMR and by default, or {@code local}. */
    static final String MAPREDUCE = "emr.harness.hadoop.mapreduce";

    /** A framework of MapReduce. */
    enum Framework {
        /** The cluster's YARN, as on EMR; each task has a JVM of its own. */
        YARN("yarn"),
        /** Hadoop's LocalJobRunner, in the JVM of the step: fast, and a breakpoint in a mapper stops. */
        LOCAL("local");

        private final String property;

        Framework(String property) {
            this.property = property;
        }

        /** The value of {@code mapreduce.framework.name}. */
        String property() {
            return property;
        }
    }

    static HadoopSettings of(Map<String, String> settings) {
        String value = settings.get(MAPREDUCE);
        if (value == null) {
            return new HadoopSettings(Framework.YARN);
        }
        for (Framework framework : Framework.values()) {
            if (framework.property().equals(value.trim())) {
                return new HadoopSettings(framework);
            }
        }
        throw new IllegalArgumentException(MAPREDUCE + " must be yarn or local, but was: " + value);
    }
}
