package io.github.emrharness.core.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodeEnvironment;
import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.isolated.IsolatedJvms;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the main class of a jar that no engine claims, by the rules of {@code hadoop jar}: a main class of the manifest
 * goes first, and what the step names as one is then the first argument. The program has its own jar on the class path;
 * Hadoop is not on it.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-launch-custom-jar-cli.html">Submit a custom JAR
 *     step</a>
 */
final class JarStepRunner implements StepRunner {

    /** What Hadoop says, before the path. */
    static final String NOT_A_JAR = "Not a valid JAR: ";

    /** {@code System.exit(-1)} of Hadoop's RunJar. */
    static final int RUN_JAR_FAILED = 255;

    private static final String USAGE = "RunJar jarFile [mainClass] args...";

    private final FileFetcher fetcher;
    private final IsolatedJvms jvms;
    private final Executor executor;

    JarStepRunner(FileFetcher fetcher, IsolatedJvms jvms, Executor executor) {
        this.fetcher = fetcher;
        this.jvms = jvms;
        this.executor = executor;
    }

    @Override
    public boolean claims(StepCommand command) {
        return !command.isCommandRunner() && !command.isScriptRunner();
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        String jar = step.command().jar();
        if (jar.startsWith("hdfs:")) {
            throw new StepStartException("No engine on the class path reads '" + jar + "'. Add the dependency"
                    + " io.github.emrharness:emr-harness-hadoop to the tests, or put the jar into S3.");
        }
        DeferredStepProcess process = new DeferredStepProcess();
        try {
            executor.execute(() -> run(jar, step, process));
        } catch (RejectedExecutionException e) {
            throw new StepStartException("The harness is closed: no step can be started any more.");
        }
        return process;
    }

    private void run(String jar, StepContext step, DeferredStepProcess process) {
        try {
            if (process.isSignalled()) {
                process.ends(DeferredStepProcess.TERMINATED);
                return;
            }
            Path file = file(jar, step);
            JobJar jobJar = open(file, step);
            List<String> words = step.command().words();
            if (jobJar.mainClass().isEmpty() && words.isEmpty()) {
                throw new StepStartException(USAGE, RUN_JAR_FAILED);
            }
            String mainClass = jobJar.mainClass().orElseGet(() -> words.get(0));
            List<String> arguments = jobJar.mainClass().isPresent() ? words : words.subList(1, words.size());
            process.runs(new JvmProcess(jvms.start(command(mainClass, arguments, jobJar, step))));
        } catch (StepStartException e) {
            tell(String.valueOf(e.getMessage()), step);
            process.ends(e.exitCode());
        } catch (IOException e) {
            tell("Exception in thread \"main\" " + e, step);
            process.ends(1);
        } catch (RuntimeException | Error e) {
            process.fails(e);
        }
    }

    private Path file(String jar, StepContext step) throws StepStartException, IOException {
        if (FileFetcher.isInS3(jar)) {
            try {
                return fetcher.fetch(jar, step.workingDirectory());
            } catch (IOException e) {
                throw new StepStartException("Error whilst fetching '" + jar + "': " + e.getMessage());
            }
        }
        Path file = fetcher.locate(jar, step.workingDirectory());
        if (!Files.isRegularFile(file)) {
            throw new StepStartException(NOT_A_JAR + file, RUN_JAR_FAILED);
        }
        return file;
    }

    private static JobJar open(Path file, StepContext step) throws StepStartException {
        Path unpacked = node(step).temporary().resolve("hadoop-unjar-" + step.stepId());
        try {
            return JobJar.open(file, unpacked);
        } catch (IOException e) {
            step.logs().controller("'" + file + "' is no jar: " + e.getMessage());
            throw new StepStartException(NOT_A_JAR + file, RUN_JAR_FAILED);
        }
    }

    private static JavaCommand command(String mainClass, List<String> arguments, JobJar jar, StepContext step) {
        Map<String, String> properties = new HashMap<>();
        properties.put("java.io.tmpdir", node(step).temporary().toString());
        properties.putAll(step.command().properties());
        return JavaCommand.builder(mainClass)
                .name("hadoop jar " + step.stepId())
                .classPath(jar.classPath())
                .arguments(arguments)
                .environment(step.environment())
                .systemProperties(properties)
                .workingDirectory(step.workingDirectory())
                .stdout(step.logs().stdout())
                .stderr(step.logs().stderr())
                .build();
    }

    private static ClusterNode node(StepContext step) {
        return new ClusterNode(
                Path.of(Objects.requireNonNull(step.environment().get(NodeEnvironment.ROOT), NodeEnvironment.ROOT)));
    }

    private static void tell(String message, StepContext step) {
        step.logs().controller("The jar was not started: " + message);
        try {
            step.logs().stderr().write((message + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            step.logs().controller("stderr cannot be written: " + e.getMessage());
        }
    }

    /** A JVM as a step's process. */
    private record JvmProcess(JavaProcess jvm) implements StepProcess {

        /** The operating system keeps eight bits of it, as a program in this JVM does not notice. */
        @Override
        public CompletionStage<Integer> exitCode() {
            return jvm.onExit().thenApply(code -> code & 0xff);
        }

        @Override
        public void interrupt() {
            jvm.terminate();
        }

        @Override
        public void kill() {
            jvm.kill();
        }
    }
}
