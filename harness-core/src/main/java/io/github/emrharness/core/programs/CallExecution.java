package io.github.emrharness.core.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.spi.ProgramCall;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call: runs the program, and tells the caller its exit code. When the caller goes, the program goes. */
final class CallExecution {

    private static final Logger LOG = LoggerFactory.getLogger(CallExecution.class);

    /** Between what stands for {@code SIGTERM} and what stands for {@code SIGKILL}. */
    private static final int GRACE_SECONDS = 5;

    private final ProgramSession session;
    private final String caller;
    private final CallConnection control;

    CallExecution(ProgramSession session, String caller, CallConnection control) {
        this.session = session;
        this.caller = caller;
        this.control = control;
    }

    /** Returns when the call is over. */
    void run() throws IOException {
        CallReader.Request request = CallReader.request(control.in());
        CallConnection stdout = session.await(caller, CallStream.STDOUT);
        CallConnection stderr = session.await(caller, CallStream.STDERR);
        int code;
        try {
            StepProcess process = session.starter()
                    .start(new ProgramCall(
                            request.program(),
                            request.arguments(),
                            request.environment(),
                            request.directory(),
                            new Stdin(),
                            stdout.out(),
                            stderr.out()));
            code = awaitEnd(process);
        } catch (StepStartException e) {
            print(request.program() + ": " + e.getMessage(), stderr.out());
            code = e.exitCode();
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be started", request.program(), e);
            print(request.program() + ": The harness could not start it: " + e, stderr.out());
            code = 1;
        }
        session.closeStreams(caller);
        tell("exit " + (code & 0xff));
    }

    private int awaitEnd(StepProcess process) {
        session.started(process);
        CompletableFuture<Integer> end = process.exitCode().toCompletableFuture();
        session.executor().execute(() -> watchCaller(process, end));
        try {
            return end.join();
        } finally {
            session.ended(process);
        }
    }

    /** The caller sends nothing more: what comes next is the end of its connection. */
    private void watchCaller(StepProcess process, CompletableFuture<Integer> end) {
        try {
            int unexpected = control.in().read();
            LOG.debug("The connection of a caller ends: {}", unexpected);
        } catch (IOException e) {
            LOG.debug("The connection of a caller is closed", e);
        }
        if (!end.isDone()) {
            process.interrupt();
            end.copy().orTimeout(GRACE_SECONDS, TimeUnit.SECONDS).whenComplete((code, late) -> {
                if (late != null) {
                    process.kill();
                }
            });
        }
    }

    private static void print(String line, OutputStream stderr) throws IOException {
        stderr.write((line + "\n").getBytes(UTF_8));
        stderr.flush();
    }

    private synchronized void tell(String line) throws IOException {
        control.out().write((line + "\n").getBytes(UTF_8));
        control.out().flush();
    }

    /** Stays with the caller until the program reads: a loop around the program may want to read it. */
    private final class Stdin extends InputStream {

        private @Nullable InputStream stream;

        @Override
        public int read() throws IOException {
            return stream().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return stream().read(bytes, offset, length);
        }

        private synchronized InputStream stream() throws IOException {
            InputStream opened = stream;
            if (opened == null) {
                tell(CallStream.STDIN.purpose());
                opened = session.await(caller, CallStream.STDIN).in();
                stream = opened;
            }
            return opened;
        }
    }
}
