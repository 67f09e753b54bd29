package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.ClientConfiguration.Needs;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs Hadoop's programs and the jars of steps: EMR starts both with Hadoop on the class path and the cluster's
 * configuration.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-commandrunner.html">Run commands and scripts on an
 *     Amazon EMR cluster</a>
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-launch-custom-jar-cli.html">Submit a custom JAR
 *     step</a>
 */
final class HadoopStepRunner implements StepRunner {

    private static final String TOOL = "ToolMain";
    private static final String JAR = "JarMain";
    private static final String FETCHED_JAR = "FetchedJarMain";

    private final HadoopPrograms programs = HadoopPrograms.load();
    private final HadoopProcesses processes;
    private final JobJars jars;
    private final Executor executor;

    HadoopStepRunner(HarnessContext harness, HadoopProcesses processes, Executor executor) {
        this.processes = processes;
        this.executor = executor;
        jars = new JobJars(processes.jvms(), harness::objectStore);
    }

    @Override
    public boolean claims(StepCommand command) {
        String program = command.commandName();
        return program == null ? !command.isCommandRunner() && !command.isScriptRunner() : programs.contains(program);
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        String program = step.command().commandName();
        List<String> words = step.command().words();
        HadoopCommand command =
                program == null ? HadoopCommand.jar(words) : programs.parse(program, words.subList(1, words.size()));
        Optional<HadoopCommand> copy = s3DistCp(step.command(), command);
        DeferredStepProcess process = new DeferredStepProcess();
        try {
            executor.execute(() -> run(step, copy.orElse(command), program == null && copy.isEmpty(), process));
        } catch (RejectedExecutionException e) {
            throw new StepStartException("The harness is closed: no step can be started any more.");
        }
        return process;
    }

    /** What a step runs that names the program by one of its jars. */
    private static Optional<HadoopCommand> s3DistCp(StepCommand step, HadoopCommand command) {
        if (step.commandName() == null) {
            return S3DistCpProgram.isItsJar(step.jar())
                    ? Optional.of(S3DistCpProgram.command(command.arguments()))
                    : Optional.empty();
        }
        List<String> words = command.arguments();
        return command.isJar() && !words.isEmpty() && S3DistCpProgram.isItsJar(words.get(0))
                ? Optional.of(S3DistCpProgram.command(words.subList(1, words.size())))
                : Optional.empty();
    }

    private void run(StepContext step, HadoopCommand command, boolean isJarStep, DeferredStepProcess process) {
        try {
            if (process.isSignalled()) {
                process.ends(DeferredStepProcess.TERMINATED);
                return;
            }
            StepProcess started;
            if (isJarStep && step.command().jar().startsWith("hdfs:")) {
                started = processes.start(
                        step, command, FETCHED_JAR, with(step.command().jar(), command), Needs.MAPREDUCE);
            } else if (isJarStep) {
                started = jar(step, command, jars.ofStep(step.command().jar(), step.workingDirectory()));
            } else if (command.isJar() && !command.arguments().isEmpty()) {
                List<String> rest =
                        command.arguments().subList(1, command.arguments().size());
                started = jar(
                        step,
                        HadoopCommand.jar(rest),
                        jars.local(command.arguments().get(0)));
            } else if (command.isJar()) {
                started = processes.start(step, command, JAR, List.of(), Needs.NOTHING);
            } else {
                started = tool(step, command);
            }
            process.runs(started);
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

    private StepProcess tool(StepContext step, HadoopCommand command) throws IOException {
        return processes.start(step, command, TOOL, with(command.mainClass().orElseThrow(), command), needs(command));
    }

    private static Needs needs(HadoopCommand command) {
        if (command.usesYarn()) {
            return Needs.YARN;
        }
        if (command.runsJobs()) {
            return Needs.MAPREDUCE;
        }
        return command.mayUseHdfs() ? Needs.HDFS : Needs.NOTHING;
    }

    private StepProcess jar(StepContext step, HadoopCommand command, String jar) throws IOException {
        Path file = step.workingDirectory().resolve(jar);
        return processes.start(step, command, JAR, with(jar, command), HadoopUse.of(file));
    }

    private static List<String> with(String first, HadoopCommand command) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(command.arguments());
        return words;
    }

    /** As a message of the step's own process: the mistake is in the step. */
    private static void tell(String message, StepContext step) {
        step.logs().controller("The step was not started: " + message);
        try {
            step.logs().stderr().write((message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            step.logs().controller("stderr cannot be written: " + Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }
}
