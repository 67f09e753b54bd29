package io.github.emrharness.jvm.inprocess;

/**
 * What an engine (Spark, Hadoop ...) knows about using its class loader for one process after another.
 *
 * <p>Every method is called on a thread of the engine's own thread group, with the engine's loader as context class loader,
 * and never for two processes of one loader at a time. The classes of the engine are reached by reflection through
 * {@link EngineState#loader()}.
 *
 * <h2>Kept hooks</h2>
 *
 * <p>Hadoop's and Spark's {@code ShutdownHookManager} register one JVM hook when their class is initialised, and refuse
 * further use once it has run. To run it at the end of each process would make every loader single-use. A hook for which
 * {@link #keepsHook} is true is therefore not run at the end of a process: {@link #shutDown} is called in its place, while
 * the process can still print, and does what the hook would have done for this process alone. The hook itself stays with
 * the loader and runs once when the loader is discarded, unless the process before was killed; what it prints then is
 * lost.
 */
public interface EngineRecycler {

    /** What becomes of the loader. */
    enum Verdict {
        REUSE,
        DISCARD
    }

    /** Whether this hook belongs to the engine, not to the process; asked when the hook is registered. */
    default boolean keepsHook(Thread hook) {
        return false;
    }

    /**
     * Does for this process what the kept hooks would do. Runs at the time and beside the other hooks of the process, so not
     * if the process is killed or halts. {@link EngineState#threads()} may contain non-daemon threads here.
     *
     * @throws Exception to have the loader discarded; the process's exit code stays as it is
     */
    default void shutDown(EngineState engine) throws Exception {}

    /**
     * Cleans what the process has left and decides. Called when the process has ended, whatever way, and all its non-daemon
     * threads are gone; what is printed here is lost. If such threads will not go, the loader is discarded unasked. Must be
     * quick, since the process is over for its caller only afterwards.
     *
     * @throws Exception to have the loader discarded
     */
    Verdict recycle(EngineState engine) throws Exception;

    /** Uses a loader again if no thread of the process is alive. */
    static EngineRecycler ifNothingIsLeft() {
        return engine -> engine.threads().isEmpty() ? Verdict.REUSE : Verdict.DISCARD;
    }
}
