package io.github.emrharness.junit5;

/** Where the JVMs of steps run. */
public enum StepIsolation {

    /** What the configuration parameter says, or else {@link #IN_PROCESS}. */
    DEFAULT,

    /** In the JVM of the test, behind a class loader of its own: fast, and breakpoints stop. */
    IN_PROCESS,

    /** In a child JVM: slower, and nothing of it can reach the test. */
    FORKED
}
