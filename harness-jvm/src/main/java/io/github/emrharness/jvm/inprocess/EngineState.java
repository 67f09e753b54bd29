package io.github.emrharness.jvm.inprocess;

import java.util.List;

/**
 * An engine's loader at the end of a process.
 *
 * @param loader the loader of the engine's classes
 * @param ending how the process ends
 * @param exitCode the process's exit code
 * @param threads the live threads of the engine, without those that run hooks or the recycler; daemon threads of processes
 *     before count as well
 * @param keptHooks the hooks that the recycler has kept, those of processes before included
 */
public record EngineState(
        ClassLoader loader, Ending ending, int exitCode, List<Thread> threads, List<Thread> keptHooks) {

    public EngineState {
        threads = List.copyOf(threads);
        keptHooks = List.copyOf(keptHooks);
    }
}
