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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the programs of Spark: {@code spark-submit}, and those that are scripts around it. */
final class SparkSubmitRunner implements StepRunner {

    private static final String SUBMIT = "spark-submit";
    private static final String SPARK_R = "sparkR";
    private static final Set<String> EXAMPLES = Set.of("spark-example", "run-example");

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkRequirements requirements;
    private final SparkJvms jvms;
    private final YarnContainers containers;
    private final PythonApplications python;
    private final PySparkShell pyspark;
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
        this.pyspark = new PySparkShell(python, jvms);
        this.applications = applications;
        this.warmUp = warmUp;
        this.executor = executor;
    }

    @Override
    public boolean claims(StepCommand command) {
        String name = command.commandName();
        return name != null
                && (name.equals(SUBMIT)
                        || SparkConsole.ofProgram(name).isPresent()
                        || EXAMPLES.contains(name)
                        || name.equals(SPARK_R));
    }

    @Override
    public StepProcess start(StepContext step) throws StepStartException {
        String program = Objects.requireNonNull(step.command().commandName());
        refuseR(program);
        List<String> words = step.command().words();
        List<String> args = words.subList(1, words.size());
        EngineClassPath engine = jvms.classPath();
        Optional<SparkConsole> console = SparkConsole.ofProgram(program);
        List<String> submitArgs = EXAMPLES.contains(program)
                ? SparkExamples.submitArguments(args, engine.line())
                : console.map(each -> each.submitArguments(args, engine.line())).orElse(args);
        Optional<SparkSubmitCommandLine> line = SparkSubmitCommandLine.parse(submitArgs, engine.line());
        boolean isPySpark = line.isPresent() && console.equals(Optional.of(SparkConsole.PYTHON));
        if (line.isPresent()) {
            refuseR(line.get().primaryResource());
            SparkExamples.check(line.get());
        }
        if (isPySpark) {
            PySparkShell.check(line.get());
        }
        SparkRequirements.checkJava(Runtime.version());
        requirements.checkVersion(engine.sparkVersion(), step.releaseLabel());
        Optional<SparkConsole> asked = line.flatMap(SparkSubmitCommandLine::console);
        if (asked.isPresent()) {
            asked.get().checkIsOn(engine);
        }

        DeferredStepProcess process = new DeferredStepProcess();
        try {
            executor.execute(() -> prepared(step, process, () -> {
                if (isPySpark) {
                    JavaProcess shell = jvms.startProgram(pyspark.command(step, line.get()));
                    process.runs(shell.onExit(), shell::terminate, shell::kill);
                } else {
                    submit(step, submitArgs, line, process);
                }
            }));
        } catch (RejectedExecutionException closed) {
            throw new StepStartException("The harness is closed: no Spark step can be started any more.");
        }
        return process;
    }

    private static void refuseR(String what) throws StepStartException {
        if (what.equals(SPARK_R) || what.equals("sparkr-shell")) {
            throw new StepStartException("The harness does not run SparkR, and " + what
                    + " is its shell: spark-submit, spark-shell, spark-sql and pyspark run applications and commands in"
                    + " Java, Scala, Python and SQL here.");
        }
        if (what.toLowerCase(Locale.ROOT).endsWith(".r")) {
            throw new StepStartException("The harness does not run SparkR applications, and " + what
                    + " is one: spark-submit runs applications in Java, Scala and Python here.");
        }
    }

    private interface Start {
        void run() throws IOException;
    }

    private static void prepared(StepContext step, DeferredStepProcess process, Start start) {
        try {
            if (process.isSignalled()) {
                process.ends(DeferredStepProcess.TERMINATED);
            } else {
                start.run();
            }
        } catch (IOException e) {
            tell(step, e);
            process.ends(1);
        } catch (RuntimeException | Error e) {
            process.fails(e);
        }
    }

    private void submit(
            StepContext step, List<String> args, Optional<SparkSubmitCommandLine> line, DeferredStepProcess process)
            throws IOException {
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
        JavaProcess jvm;
        if (line.isPresent() && line.get().needsOwnJvm()) {
            jvm = jvms.startInOwnJvm(command);
        } else {
            warmUp.stepComes();
            jvm = jvms.start(command);
        }
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
