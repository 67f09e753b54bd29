package io.github.emrharness.hadoop;

import io.github.emrharness.jvm.inprocess.Ending;
import io.github.emrharness.jvm.inprocess.EngineRecycler;
import io.github.emrharness.jvm.inprocess.EngineState;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a Hadoop that has run a program fit for the next one, or gives it up. */
final class HadoopRecycler implements EngineRecycler {

    private static final Logger LOG = LoggerFactory.getLogger(HadoopRecycler.class);
    private static final String PROCESS_END = HadoopJvms.TOOLS + "ProcessEnd";

    /** Daemons in statics of Hadoop and the AWS SDK; any other thread is one of the program's. */
    private static final Pattern ENGINE_THREADS = Pattern.compile(String.join(
            "|",
            "org\\.apache\\.hadoop\\.fs\\.FileSystem\\$Statistics.*",
            "org\\.apache\\.hadoop\\.hdfs\\.PeerCache.*",
            "StateChangeStop.*|client DomainSocketWatcher",
            "IPC Client .*|IPC Parameter Sending Thread.*|IPC Server.*idle.*",
            "LeaseRenewer:.*",
            "s3a-transfer-.*",
            "shutdown-hook-\\d+",
            "Timer for .* metrics system|MutableQuantiles-\\d+|Timer-\\d+",
            "idle-connection-reaper|response-input-stream-timeout-scheduler",
            "(sdk|java-sdk|aws-java-sdk)-.*",
            "process reaper.*",
            "Keep-Alive-Timer|Common-Cleaner|Cleaner-\\d+"));

    @Override
    public boolean keepsHook(Thread hook) {
        return hook.getClass().getName().startsWith("org.apache.hadoop.util.ShutdownHookManager");
    }

    @Override
    public void shutDown(EngineState engine) throws Exception {
        engine.loader().loadClass(PROCESS_END).getMethod("runHooks").invoke(null);
    }

    @Override
    public Verdict recycle(EngineState engine) throws Exception {
        if (engine.ending() != Ending.EXITED && engine.ending() != Ending.RETURNED) {
            // Whatever was interrupted may hold locks, or half of a state.
            return Verdict.DISCARD;
        }
        engine.loader().loadClass(PROCESS_END).getMethod("clean", List.class).invoke(null, engine.threads());
        List<String> left = engine.threads().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !ENGINE_THREADS.matcher(name).matches())
                .toList();
        if (!left.isEmpty()) {
            LOG.debug("Hadoop is not used again: threads are left: {}", left);
            return Verdict.DISCARD;
        }
        return Verdict.REUSE;
    }
}
