package io.github.emrharness.junit5;

/** What runs the Spark steps that do not ask for a local master themselves. */
public enum SparkMaster {

    /** What the configuration parameter says, or else {@link #LOCAL}. */
    DEFAULT,

    /** One JVM for driver and executor, that of the test: fast, and breakpoints stop. */
    LOCAL,

    /**
     * The YARN of the cluster, as on EMR: application master and executors are containers with JVMs of their own, in deploy
     * mode {@code cluster} also the driver. It needs {@code emr-harness-hadoop} on the class path of the test.
     */
    YARN
}
