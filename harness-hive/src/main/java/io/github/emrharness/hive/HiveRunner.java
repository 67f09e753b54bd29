package io.github.emrharness.hive;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@code hive-script}, {@code hive} and {@code beeline} steps with Hive's own command line interfaces. */
final class HiveRunner implements StepRunner {

    private static final Logger LOG = LoggerFactory.getLogger(HiveRunner.class);

    /** In the environment of a step: the directory that stands for the root of the master. */
    private static final String NODE_ROOT = "EMR_HARNESS_NODE";

    private static final String BEELINE = "beeline";

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final ClusterSites sites;
    private final HiveHdfs hdfs;
    private final HiveServers servers;
    private final HiveWarmUp warmUp;
    private final StepDeadline deadline;
    private final Executor executor;
    /** A step may call Hive several times. */
    private final AtomicInteger processes = new AtomicInteger();

    HiveRunner(
            HarnessContext harness,
            HiveJvms jvms,
            ClusterSites sites,
            HiveHdfs hdfs,
            HiveServers servers,
            HiveWarmUp warmUp,
            StepDeadline deadline,
            Executor executor) {
        this.harness = harness;
        this.jvms = jvms;
        this.sites = sites;
        this.hdfs = hdfs;
        this.servers = servers;
        this.warmUp = warmUp;
        this.deadline = deadline;
        this.executor = executor;
    }

    @Override
    public boolean claims(StepCommand command) {
        String name = command.commandName();
        return HiveCommandLine.isHiveScriptOfS3(command)
                || HiveCommandLine.SCRIPT.equals(name)
                || HiveCommandLine.HIVE.equals(name)
                || BEELINE.equals(name);
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        Preparation preparation = preparation(step);
        DeferredStepProcess process = new DeferredStepProcess();
        try {
            executor.execute(() -> run(step, preparation, process));
        } catch (RejectedExecutionException closed) {
            throw new StepStartException("The harness is closed: no Hive step can be started any more.");
        }
        return process;
    }

    private Preparation preparation(StepContext step) throws StepStartException {
        if (BEELINE.equals(step.command().commandName())) {
            List<String> words = step.command().words();
            BeelineCommandLine line = BeelineCommandLine.of(words.subList(1, words.size()));
            return own -> {
                Map<String, String> client = hdfs.ofStep(step, line.arguments(), scripts(line.scripts(), Map.of()));
                return command(step, "BeelineMain", beelineArguments(step, line, client), own, client);
            };
        }
        HiveCommandLine line =
                HiveCommandLine.of(step.command()).onMaster(step.environment().get(NODE_ROOT));
        return own -> command(
                step,
                "CliMain",
                line.arguments(),
                own,
                hdfs.ofStep(step, line.arguments(), scripts(line.scripts(), line.variables())));
    }

    private HiveScripts scripts(List<String> locations, Map<String, String> variables) {
        return new HiveScripts(harness::objectStore, locations, variables);
    }

    private List<String> beelineArguments(StepContext step, BeelineCommandLine line, Map<String, String> client)
            throws IOException {
        if (!line.connectsToTheMaster()) {
            return line.arguments();
        }
        int port = servers.port(step.clusterId(), client);
        step.logs().controller("The HiveServer2 of the cluster listens on port " + port + " instead of 10000");
        return line.withPort(port);
    }

    private void run(StepContext step, Preparation preparation, DeferredStepProcess process) {
        Path own = jvms.directory().resolve("steps").resolve(step.stepId() + "-" + processes.incrementAndGet());
        try {
            if (process.isSignalled()) {
                process.ends(DeferredStepProcess.TERMINATED);
                return;
            }
            JavaCommand command = preparation.command(own);
            warmUp.awaitAnnounced();
            JavaProcess jvm = jvms.start(command);
            deadline.watch(step.logs(), jvm);
            process.runs(jvm.onExit().whenComplete((code, failure) -> delete(own)), jvm::terminate, jvm::kill);
        } catch (IOException e) {
            tell(step, e);
            process.ends(1);
        } catch (RuntimeException | Error e) {
            process.fails(e);
        }
    }

    private JavaCommand command(
            StepContext step, String tool, List<String> arguments, Path own, Map<String, String> client)
            throws IOException {
        Map<String, String> configured = new TreeMap<>();
        // There Tez links the files of ADD FILE, and programs of TRANSFORM look for them.
        configured.put("tez.local.cache.root.folder", step.workingDirectory().toString());
        configured.putAll(ClusterConfiguration.properties(step.configurations(), step.logs()::controller));
        Map<String, String> site = sites.of(step.clusterId(), own, configured, client);
        return jvms.command(
                        tool,
                        "hive " + step.stepId(),
                        arguments,
                        site,
                        jvms.logging(step.configurations(), own, step.logs()::controller),
                        own,
                        step.workingDirectory())
                .environment(step.environment())
                .stdout(step.logs().stdout())
                .stderr(step.logs().stderr())
                .build();
    }

    private static void delete(Path directory) {
        try {
            FileTree.delete(directory);
        } catch (IOException e) {
            LOG.debug("{} stays until the harness is closed", directory, e);
        }
    }

    private static void tell(StepContext step, IOException e) {
        PrintStream stderr = new PrintStream(step.logs().stderr(), true, StandardCharsets.UTF_8);
        stderr.println("Exception in thread \"main\" " + e.getClass().getName() + ": " + e.getMessage());
        stderr.flush();
        step.logs().controller("The step was not started: " + e.getMessage());
    }

    /** Does what takes long, when the step's turn has come. */
    @FunctionalInterface
    private interface Preparation {
        JavaCommand command(Path own) throws IOException;
    }
}
