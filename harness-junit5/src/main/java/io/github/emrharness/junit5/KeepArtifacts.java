package io.github.emrharness.junit5;

/** When the logs of the steps and the objects of the bucket are kept as files among the reports of JUnit. */
public enum KeepArtifacts {

    /** What the configuration parameter says, or else {@link #ON_FAILURE}. */
    DEFAULT,

    /** Never. */
    NEVER,

    /** After a test, or a class, that failed. */
    ON_FAILURE,

    /** After every test. */
    ALWAYS
}
