package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs {@code spark-submit} steps, and those of {@code spark-example} and {@code spark-sql}, with Spark's own {@code SparkSubmit}. */
final class SparkSubmitRunner implements StepRunner {

    private static final String SUBMIT = "spark-submit";

    private static final String SQL = "spark-sql";

    private static final Set<String> NOT_YET = Set.of("spark-shell", "pyspark", "sparkR");
    private static final Set<String> EXAMPLES = Set.of("spark-example", "run-example");

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkRequirements requirements;
    private final SparkJvms jvms;
    private final YarnContainers containers;
    private final PythonApplications python;
    private final StepApplications applications;
    private final SparkWarmUp warmUp;
    private final Executor executor;

    SparkSubmitRunner(
            HarnessContext harness,
            SparkSettings settings,
            SparkJvms jvms,
            YarnContainers containers,
            StepApplications applications,
            SparkWarmUp warmUp,
            Executor executor) {
        this.harness = harness;
        this.settings = settings;
        this.requirements = new SparkRequirements(settings.allowVersionMismatch());
        this.jvms = jvms;
        this.containers = containers;
        this.python = new PythonApplications(harness.settings(), settings.installsPySpark());
        this.applications = applications;
        this.warmUp = warmUp;
        this.executor = executor;
    }

    @Override
    public boolean claims(StepCommand command) {
        String name = command.commandName();
        return name != null
                && (name.equals(SUBMIT) || name.equals(SQL) || EXAMPLES.contains(name) || NOT_YET.contains(name));
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        String program = step.command().commandName();
        if (program == null || NOT_YET.contains(program)) {
            throw new StepStartException("The harness does not run " + program + " yet: of Spark's programs only "
                    + "spark-sql, and spark-submit with an application in Java, Scala or Python. Submit the same work "
                    + "as a spark-submit step.");
        }
        List<String> words = step.command().words();
        List<String> args = words.subList(1, words.size());
        EngineClassPath engine = jvms.classPath();
        List<String> submitArgs = submitArguments(program, args, engine.line());
        Optional<SparkSubmitCommandLine> line = SparkSubmitCommandLine.parse(submitArgs, engine.line());
        if (line.isPresent()) {
            refuseOtherLanguages(line.get().primaryResource());
            SparkExamples.check(line.get());
        }
        SparkRequirements.checkJava(Runtime.version());
        requirements.checkVersion(engine.sparkVersion(), step.releaseLabel());
        if (program.equals(SQL)) {
            SparkSqlCommandLine.checkIsOn(engine);
        }

        DeferredStepProcess process = new DeferredStepProcess();
        try {
            executor.execute(() -> run(step, submitArgs, line, process));
        } catch (RejectedExecutionException closed) {
            throw new StepStartException("The harness is closed: no Spark step can be started any more.");
        }
        return process;
    }

    private static List<String> submitArguments(String program, List<String> args, SparkLine spark) {
        if (program.equals(SQL)) {
            return SparkSqlCommandLine.submitArguments(args, spark);
        }
        return EXAMPLES.contains(program) ? SparkExamples.submitArguments(args, spark) : args;
    }

    private static void refuseOtherLanguages(String resource) throws StepStartException {
        boolean shell = resource.equals("pyspark-shell") || resource.equals("sparkr-shell");
        if (shell || resource.toLowerCase(Locale.ROOT).endsWith(".r")) {
            throw new StepStartException("The harness does not run " + (shell ? "shells" : "SparkR applications")
                    + ", and " + resource + " is one: spark-submit runs applications in Java, Scala and Python here.");
        }
    }

    private void run(
            StepContext step, List<String> args, Optional<SparkSubmitCommandLine> line, DeferredStepProcess process) {
        try {
            if (process.isSignalled()) {
                process.ends(DeferredStepProcess.TERMINATED);
                return;
            }
            SubmitPreparation preparation =
                    new SubmitPreparation(harness, settings, jvms, containers, python, applications, step);
            TracebackWatch stdout = new TracebackWatch(step.logs().stdout());
            Deployment deployment = Deployment.LOCAL;
            JavaCommand command;
            if (line.isPresent()) {
                SubmitPreparation.Application application = preparation.application(line.get(), stdout);
                deployment = application.deployment();
                command = application.command();
            } else {
                command = preparation.questionToSpark(args);
            }
            warmUp.stepComes();
            JavaProcess jvm = jvms.start(command);
            CompletionStage<Integer> exit = jvm.onExit();
            if (line.isPresent() && line.get().isPython()) {
                exit = exit.thenApply(code -> {
                    if (code != 0 && !process.isSignalled()) {
                        stdout.traceback().ifPresent(text -> print(step, text));
                    }
                    return code;
                });
            }
            if (deployment.isOnYarn()) {
                SparkYarn yarn = new SparkYarn(harness, settings, jvms, containers, step);
                Deployment deployed = deployment;
                exit = exit.thenApplyAsync(code -> {
                    yarn.ended(deployed, process.isSignalled());
                    return code;
                });
            }
            process.runs(exit, jvm::terminate, jvm::kill);
        } catch (IOException e) {
            tell(step, e);
            process.ends(1);
        } catch (RuntimeException | Error e) {
            process.fails(e);
        }
    }

    /** As an exception that nobody catches looks on EMR, but for the stack trace: the mistake is in the step. */
    private static void tell(StepContext step, IOException e) {
        print(step, "Exception in thread \"main\" " + e.getClass().getName() + ": " + e.getMessage() + "\n");
        step.logs().controller("The step was not started: " + e.getMessage());
    }

    private static void print(StepContext step, String text) {
        PrintStream stderr = new PrintStream(step.logs().stderr(), true, StandardCharsets.UTF_8);
        stderr.print(text);
        stderr.flush();
    }
}
