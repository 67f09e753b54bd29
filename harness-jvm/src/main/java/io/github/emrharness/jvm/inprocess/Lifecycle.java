package io.github.emrharness.jvm.inprocess;

/** What {@code Runtime} offers a process for its end. */
interface Lifecycle {

    /** Never returns normally. */
    void exit(int status);

    /** Never returns normally. */
    void halt(int status);

    void addShutdownHook(Thread hook);

    boolean removeShutdownHook(Thread hook);
}
