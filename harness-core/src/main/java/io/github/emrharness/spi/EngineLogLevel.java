package io.github.emrharness.spi;

/** The threshold of the engines' own logs (Spark's driver log and the like), which go to the step's stderr. */
public enum EngineLogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
}
