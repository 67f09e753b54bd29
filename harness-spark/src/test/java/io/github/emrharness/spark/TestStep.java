package io.github.emrharness.spark;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepLogs;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.emr.model.Configuration;

/** A step as core gives it to a runner, with its logs in memory. */
final class TestStep implements StepContext, StepLogs {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String id = "s-" + NUMBER.incrementAndGet();
    private final Path workingDirectory;
    private final StepCommand command;
    private final Output stdout = new Output();
    private final Output stderr = new Output();
    private final List<String> controller = Collections.synchronizedList(new ArrayList<>());
    private List<Configuration> configurations = List.of();
    private Map<String, String> environment = Map.of();
    private String releaseLabel = TestSpark.RELEASE_LABEL;
    private InputStream stdin = InputStream.nullInputStream();

    private TestStep(Path root, StepCommand command) {
        try {
            this.workingDirectory =
                    Files.createDirectories(root.resolve("steps").resolve(id));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        this.command = command;
    }

    static TestStep commandRunner(Path root, String... args) {
        return new TestStep(root, new StepCommand("command-runner.jar", null, Arrays.asList(args), Map.of()));
    }

    TestStep on(String label) {
        releaseLabel = label;
        return this;
    }

    TestStep configured(Configuration... values) {
        configurations = List.of(values);
        return this;
    }

    TestStep withEnvironment(Map<String, String> values) {
        environment = values;
        return this;
    }

    TestStep reading(String text) {
        stdin = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    StepProcess start(Engine engine) throws StepStartException {
        return engine.stepRunners().get(0).start(this);
    }

    int run(Engine engine) throws Exception {
        return exitCode(start(engine));
    }

    static int exitCode(StepProcess process) throws Exception {
        return process.exitCode().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    Output out() {
        return stdout;
    }

    Output err() {
        return stderr;
    }

    List<String> controllerLines() {
        return controller;
    }

    @Override
    public String clusterId() {
        return "j-1";
    }

    @Override
    public String stepId() {
        return id;
    }

    @Override
    public String stepName() {
        return "step " + id;
    }

    @Override
    public StepCommand command() {
        return command;
    }

    @Override
    public String releaseLabel() {
        return releaseLabel;
    }

    @Override
    public List<Configuration> configurations() {
        return configurations;
    }

    @Override
    public Path workingDirectory() {
        return workingDirectory;
    }

    @Override
    public InputStream stdin() {
        return stdin;
    }

    @Override
    public StepLogs logs() {
        return this;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public OutputStream stdout() {
        return stdout;
    }

    @Override
    public OutputStream stderr() {
        return stderr;
    }

    @Override
    public OutputStream syslog() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public void controller(String message) {
        controller.add(message);
    }

    /** What was printed; a test can wait for a text. */
    static final class Output extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] b, int offset, int length) {
            bytes.write(b, offset, length);
            notifyAll();
        }

        void await(String expected) throws InterruptedException {
            awaitMatches(Pattern.quote(expected), 1);
        }

        synchronized void awaitMatches(String pattern, int times) throws InterruptedException {
            Pattern expected = Pattern.compile(pattern);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (expected.matcher(text()).results().count() < times) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("not printed: " + pattern + ", but " + text());
                }
                wait(left);
            }
        }

        /** Waits for a text, and gives the processes whose numbers are in it. */
        List<ProcessHandle> awaitProcesses(String pattern, int times) throws InterruptedException {
            awaitMatches(pattern, times);
            List<ProcessHandle> processes = new ArrayList<>();
            Matcher printed = Pattern.compile(pattern).matcher(text());
            while (printed.find()) {
                for (int i = 1; i <= printed.groupCount(); i++) {
                    processes.add(ProcessHandle.of(Long.parseLong(printed.group(i)))
                            .orElseThrow(() -> new AssertionError("has ended already: " + printed.group())));
                }
            }
            return processes;
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
