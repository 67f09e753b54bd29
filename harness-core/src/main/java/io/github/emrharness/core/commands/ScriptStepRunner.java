package io.github.emrharness.core.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodeEnvironment;
import io.github.emrharness.core.node.NodePaths;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the script that a step of {@code script-runner.jar} names: brings it into the step's directory and lets it run
 * there. A file of this machine is run where it is.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-commandrunner.html">Run commands and scripts on an
 *     Amazon EMR cluster</a>
 */
final class ScriptStepRunner implements StepRunner {

    private final FileFetcher fetcher;
    private final Executor executor;

    ScriptStepRunner(FileFetcher fetcher, Executor executor) {
        this.fetcher = fetcher;
        this.executor = executor;
    }

    @Override
    public boolean claims(StepCommand command) {
        return command.isScriptRunner();
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        requireKnownJar(step);
        List<String> words = step.command().words();
        if (words.isEmpty()) {
            throw new StepStartException(
                    "A step of script-runner.jar needs the script as its first argument, in S3 or as a"
                            + " path on this machine, but Args is empty.");
        }
        DeferredStepProcess process = new DeferredStepProcess();
        try {
            executor.execute(() -> run(words, step, process));
        } catch (RejectedExecutionException e) {
            throw new StepStartException("The harness is closed: no step can be started any more.");
        }
        return process;
    }

    /** The short name came with release 7.13.0; before, Hadoop looks for a file of that name in vain. */
    private static void requireKnownJar(StepContext step) throws StepStartException {
        String jar = step.command().jar();
        if (jar.equals(StepCommand.SCRIPT_RUNNER) && !new Release(step.releaseLabel(), Map.of()).isAtLeast(7, 13)) {
            step.logs()
                    .controller(jar + " without an address is known since emr-7.13.0; with " + step.releaseLabel()
                            + " it is s3://" + step.environment().getOrDefault("AWS_REGION", "<region>")
                            + ".elasticmapreduce/libs/script-runner/script-runner.jar");
            throw new StepStartException(
                    JarStepRunner.NOT_A_JAR + step.workingDirectory().resolve(jar), JarStepRunner.RUN_JAR_FAILED);
        }
    }

    private void run(List<String> words, StepContext step, DeferredStepProcess process) {
        try {
            if (process.isSignalled()) {
                process.ends(DeferredStepProcess.TERMINATED);
                return;
            }
            Path script = script(words.get(0), step);
            List<String> command = new ArrayList<>(words);
            command.set(0, script.toString());
            process.runs(CommandStepRunner.run(command, step));
        } catch (IOException | StepStartException e) {
            tell(e, step);
            process.ends(1);
        } catch (RuntimeException | Error e) {
            process.fails(e);
        }
    }

    private Path script(String address, StepContext step) throws IOException {
        Path directory = step.workingDirectory();
        if (!FileFetcher.isInS3(address)) {
            return fetcher.fetch(address, directory);
        }
        step.logs().stdout().write(("Downloading '" + address + "' to '" + directory + "/.'\n").getBytes(UTF_8));
        Path script = fetcher.fetch(address, directory);
        FileFetcher.makeExecutable(script);
        Path root = Path.of(Objects.requireNonNull(step.environment().get(NodeEnvironment.ROOT)));
        if (new NodePaths(new ClusterNode(root)).putInto(script)) {
            step.logs().controller("Paths of the master in " + address + " became those of its sandbox, " + root);
        }
        return script;
    }

    private static void tell(Exception e, StepContext step) {
        String message = "Exception in thread \"main\" " + e.getClass().getName() + ": " + e.getMessage();
        try {
            step.logs().stderr().write((message + "\n").getBytes(UTF_8));
        } catch (IOException noLog) {
            e.addSuppressed(noLog);
        }
        step.logs().controller("The script was not started: " + e.getMessage());
    }
}
