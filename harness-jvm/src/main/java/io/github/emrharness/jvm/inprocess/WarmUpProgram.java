package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.JavaCommand;

/** Prepares one loader by running in it, as a process of its own whose loader is then used again. */
@FunctionalInterface
public interface WarmUpProgram {

    /**
     * What to run; its class path must be the one that is warmed. Asked once, on the thread that prepares the loader; what
     * it throws is logged and leaves a loader that is only not warm.
     */
    JavaCommand command();

    /**
     * Called once when a process waits for this loader, perhaps before {@link #command()}: the program may end early. Must
     * return at once.
     */
    default void wanted() {}
}
