package io.github.emrharness.core.model;

/** One run of what sets up a cluster's nodes. All methods return at once. */
public interface BootstrapRun {

    void start();

    /** Ends it, as {@code SIGKILL} does; may come before {@link #start}. */
    void kill();
}
