package io.github.emrharness.spark;

/** Where the parts of a Spark application run. */
enum Deployment {

    /** Driver and executor in the JVM of the step. */
    LOCAL,

    /** The driver in the JVM of the step, executors in containers of the cluster's YARN. */
    YARN_CLIENT,

    /** Both in containers; the JVM of the step submits the application, and waits for its end. */
    YARN_CLUSTER;

    boolean isOnYarn() {
        return this != LOCAL;
    }

    boolean hasDriverInStep() {
        return this != YARN_CLUSTER;
    }
}
