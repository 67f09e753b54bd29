package io.github.emrharness.junit5;

/** How much the engines (Spark's driver and the like) log to the stderr of a step. */
public enum EngineLog {

    /** What the configuration parameter says, or else {@link #WARN}. */
    DEFAULT,
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
}
