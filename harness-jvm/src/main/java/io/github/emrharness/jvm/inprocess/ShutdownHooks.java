package io.github.emrharness.jvm.inprocess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The hooks of a process, with the rules and messages of {@link Runtime#addShutdownHook}. */
final class ShutdownHooks {

    private final Set<Thread> hooks = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean inProgress;

    synchronized void add(Thread hook) {
        if (inProgress) {
            throw new IllegalStateException("Shutdown in progress");
        }
        if (hooks.contains(hook)) {
            throw new IllegalArgumentException("Hook previously registered");
        }
        if (hook.isAlive()) {
            throw new IllegalArgumentException("Hook already running");
        }
        hooks.add(hook);
    }

    synchronized boolean remove(Thread hook) {
        if (inProgress) {
            throw new IllegalStateException("Shutdown in progress");
        }
        return hooks.remove(hook);
    }

    synchronized boolean contains(Thread thread) {
        return hooks.contains(thread);
    }

    /** No hook can be added or removed after this. */
    synchronized List<Thread> close() {
        inProgress = true;
        return new ArrayList<>(hooks);
    }
}
