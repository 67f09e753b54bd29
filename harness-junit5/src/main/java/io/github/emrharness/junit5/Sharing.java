package io.github.emrharness.junit5;

/** Who shares a cluster and its bucket. */
public enum Sharing {

    /** What the configuration parameter says, or else {@link #PER_CLASS}. */
    DEFAULT,

    /** All tests of a class have one. */
    PER_CLASS,

    /** Every test, and every invocation of a repeated or parameterized one, has its own. */
    PER_METHOD
}
