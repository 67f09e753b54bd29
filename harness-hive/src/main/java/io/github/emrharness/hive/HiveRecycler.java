package io.github.emrharness.hive;

import io.github.emrharness.jvm.inprocess.Ending;
import io.github.emrharness.jvm.inprocess.EngineRecycler;
import io.github.emrharness.jvm.inprocess.EngineState;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a Hive that has run a script fit for the next one, or gives it up. */
final class HiveRecycler implements EngineRecycler {

    private static final Logger LOG = LoggerFactory.getLogger(HiveRecycler.class);
    private static final String PROCESS_END = "io.github.emrharness.hive.tools.ProcessEnd";

    @Override
    public boolean keepsHook(Thread hook) {
        return hook.getClass().getName().startsWith("org.apache.hadoop.util.ShutdownHookManager");
    }

    @Override
    public void shutDown(EngineState engine) throws Exception {
        Class<?> processEnd = engine.loader().loadClass(PROCESS_END);
        processEnd.getMethod("runHooks").invoke(null);
        processEnd.getMethod("shutDownPools", List.class).invoke(null, engine.threads());
    }

    @Override
    public Verdict recycle(EngineState engine) throws Exception {
        if (engine.ending() != Ending.EXITED) {
            // Whatever was interrupted may hold locks, or half of a state.
            return Verdict.DISCARD;
        }
        engine.loader().loadClass(PROCESS_END).getMethod("clean").invoke(null);
        LOG.debug("Hive leaves these threads: {}", engine.threads());
        return Verdict.REUSE;
    }
}
