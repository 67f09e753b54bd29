package io.github.emrharness.spark;

import io.github.emrharness.jvm.inprocess.EngineRecycler;
import io.github.emrharness.jvm.inprocess.EngineState;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a Spark that has run a job fit for the next one, or gives it up. */
final class SparkRecycler implements EngineRecycler {

    private static final Logger LOG = LoggerFactory.getLogger(SparkRecycler.class);

    private static final String PROCESS_END = "io.github.emrharness.spark.tools.ProcessEnd";
    private static final String JOB_LOADERS = "io.github.emrharness.spark.tools.JobLoaders";

    /**
     * Threads that Spark, Hadoop, Netty and the AWS SDK leave behind: daemons of pools in statics, and event loops, which
     * take their time to end. Any other thread is one of the job's.
     */
    private static final Pattern ENGINE_THREADS = Pattern.compile(String.join(
            "|",
            "(rpc|shuffle|files|files-client)-((boss|server|client)-)?\\d+-\\d+",
            "(QueryStageCreator|ResultQueryStageExecution|broadcast-exchange|subquery|dynamicpruning|shuffle-exchange|fs-listing)-\\d+",
            "(files-client-download-executor|element-tracking-store-worker|rdd-cleanup)-.*",
            "scala-execution-context-global-\\d+",
            "ForkJoinPool\\.commonPool-worker-\\d+",
            "(globalEventExecutor|threadDeathWatcher)-.*",
            "org\\.apache\\.hadoop\\.fs\\.FileSystem\\$Statistics.*",
            // Clients of HDFS and YARN.
            "IPC Client \\(\\d+\\) connection to .*|IPC Parameter Sending Thread for .*",
            "LeaseRenewer:.*|client DomainSocketWatcher|org\\.apache\\.hadoop\\.hdfs\\.PeerCache.*",
            "s3a-transfer-.*",
            "shutdown-hook-\\d+",
            "Timer for .* metrics system|MutableQuantiles-\\d+",
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
        processEnd(engine, "runHooks");
    }

    @Override
    public Verdict recycle(EngineState engine) throws Exception {
        boolean clean = (boolean) processEnd(engine, "clean");
        PythonThreads.end(engine.threads());
        List<String> left = engine.threads().stream()
                .filter(Thread::isAlive)
                .filter(t -> !ENGINE_THREADS.matcher(t.getName()).matches() || runsCodeOfAJob(t, engine.loader()))
                .map(Thread::getName)
                .toList();
        if (!clean || !left.isEmpty()) {
            LOG.debug("Spark is not used again: {}", clean ? "threads are left: " + left : "a SparkContext is left");
            return Verdict.DISCARD;
        }
        engine.loader()
                .loadClass(JOB_LOADERS)
                .getMethod("releaseThreads", List.class)
                .invoke(null, engine.threads());
        return Verdict.REUSE;
    }

    private static Object processEnd(EngineState engine, String method) throws ReflectiveOperationException {
        return engine.loader().loadClass(PROCESS_END).getMethod(method).invoke(null);
    }

    private static boolean runsCodeOfAJob(Thread thread, ClassLoader engine) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            String name = frame.getClassName();
            int hidden = name.indexOf('/');
            String resource = (hidden < 0 ? name : name.substring(0, hidden)).replace('.', '/') + ".class";
            boolean generated = frame.getFileName() == null || name.contains("$$Lambda");
            if (!generated && engine.getResource(resource) == null) {
                return true;
            }
        }
        return false;
    }
}
