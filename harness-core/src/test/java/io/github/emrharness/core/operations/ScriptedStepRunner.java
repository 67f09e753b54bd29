package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the program {@code bash} of command-runner.jar. Its arguments are a script: {@code exit N} ends the process at
 * once, without it the test ends it; {@code stderr TEXT} prints; {@code ignore-term} survives an interrupt; {@code
 * refuse}, {@code crash} and {@code break} do not start.
 */
public final class ScriptedStepRunner implements StepRunner {

    private final Map<String, CompletableFuture<ScriptedProcess>> started = new ConcurrentHashMap<>();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Override
    public boolean claims(StepCommand command) {
        return "bash".equals(command.commandName());
    }

    @Override
    public StepProcess start(StepContext context) throws StepStartException {
        List<String> args = context.command().args();
        if (args.contains("refuse")) {
            throw new StepStartException("No such file: refuse", 127);
        }
        if (args.contains("crash")) {
            throw new IllegalStateException("the runner crashed");
        }
        if (args.contains("break")) {
            throw new AssertionError("broken runner");
        }
        ScriptedProcess process = new ScriptedProcess(context);
        order.add(context.stepName());
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).equals("stderr")) {
                process.stderr(args.get(i + 1));
            }
            if (args.get(i).equals("exit")) {
                process.exit(Integer.parseInt(args.get(i + 1)));
            }
        }
        byName(context.stepName()).complete(process);
        return process;
    }

    private CompletableFuture<ScriptedProcess> byName(String stepName) {
        return started.computeIfAbsent(stepName, name -> new CompletableFuture<>());
    }

    /** Waits until the step of that name has started. */
    public ScriptedProcess process(String stepName) {
        try {
            return byName(stepName).get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The step " + stepName + " did not start", e);
        }
    }

    public boolean hasStarted(String stepName) {
        return byName(stepName).isDone();
    }

    /** The names of the steps in the order of their start. */
    public List<String> order() {
        return List.copyOf(order);
    }

    public static final class ScriptedProcess implements StepProcess {

        private final StepContext context;
        private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        private final List<String> signals = new CopyOnWriteArrayList<>();
        private final CountDownLatch signalled = new CountDownLatch(1);

        ScriptedProcess(StepContext context) {
            this.context = context;
        }

        public StepContext context() {
            return context;
        }

        public List<String> signals() {
            return List.copyOf(signals);
        }

        /** The signals, as soon as there is one: a step that is only just starting gets it a moment later. */
        public List<String> awaitSignals() throws InterruptedException {
            if (!signalled.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The process got no signal");
            }
            return signals();
        }

        private void note(String signal) {
            signals.add(signal);
            signalled.countDown();
        }

        public void exit(int code) {
            exitCode.complete(code);
        }

        public void lose(Throwable failure) {
            exitCode.completeExceptionally(failure);
        }

        public void stdout(String text) {
            write(context.logs().stdout(), text);
        }

        public void stderr(String text) {
            write(context.logs().stderr(), text);
        }

        private static void write(OutputStream stream, String text) {
            try {
                stream.write((text + "\n").getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public CompletionStage<Integer> exitCode() {
            return exitCode;
        }

        @Override
        public void interrupt() {
            note("TERM");
            if (!context.command().args().contains("ignore-term")) {
                exitCode.complete(143);
            }
        }

        @Override
        public void kill() {
            note("KILL");
            exitCode.complete(137);
        }
    }
}
