package io.github.emrharness.spi;

/** Where the JVM of a step runs. */
public enum Isolation {

    /** In the JVM of the test, behind a class loader of its own: fast, and breakpoints stop. */
    IN_PROCESS,

    /** In a child JVM: slower, and nothing of it can reach the test. */
    FORKED
}
