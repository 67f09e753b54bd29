package io.github.emrharness.core.commands;

import io.github.emrharness.jvm.guard.ProcessGuard;
import io.github.emrharness.spi.StepProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of this machine, and all that it starts. Once it has ended, whatever of that still runs is killed: unlike on
 * EMR, where {@code nohup some-service &} outlives its step, for a test must not leave processes on the machine. The same
 * happens when this JVM is gone, even by {@code SIGKILL}: a {@link ProcessGuard} sees to it.
 *
 * <p>The process leads a group of its own. So its children are found after their parents have ended, on Linux also those that
 * have left the group.
 */
public final class GuardedProcess implements StepProcess {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedProcess.class);
    private static final File NOTHING = new File("/dev/null");

    /** For what still holds the output open, unknown to the guard. */
    private static final long DRAIN_SECONDS = 5;

    private final Process process;
    private final ProcessGuard guard;
    private final CompletableFuture<Integer> exitCode;

    private GuardedProcess(CommandLine command, Process process, ProcessGuard guard) {
        this.process = process;
        this.guard = guard;
        guard.watchGroup(process);
        CompletableFuture<Void> output = CompletableFuture.allOf(
                pump("stdout", process.getInputStream(), command), pump("stderr", process.getErrorStream(), command));
        exitCode = process.onExit()
                .thenCompose(ended -> guard.end())
                .thenCompose(ended -> output.completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS))
                .thenApply(drained -> {
                    if (!output.isDone()) {
                        LOG.warn("'{}' has ended, but something else still holds its output open", command.program());
                    }
                    return process.exitValue();
                });
    }

    /**
     * Starts the program.
     *
     * @throws IOException if it cannot be started; the message is the JDK's, {@code Cannot run program "x" (in directory
     *     "."): error=2, No such file or directory}
     */
    public static GuardedProcess start(CommandLine command) throws IOException {
        ProgramLookup lookup = new ProgramLookup(command.environment(), command.directory());
        String problem = lookup.problem(command.program()).orElse(null);
        if (problem != null) {
            throw new IOException("Cannot run program \"" + command.program() + "\" (in directory \".\"): " + problem);
        }
        ProcessGuard guard = ProcessGuard.start();
        try {
            ProcessBuilder builder = new ProcessBuilder(ProcessGroups.leading(command.words(), lookup))
                    .directory(command.directory().toFile())
                    .redirectInput(NOTHING);
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(command.environment());
            guard.mark(environment);
            return new GuardedProcess(command, builder.start(), guard);
        } catch (IOException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    @Override
    public CompletionStage<Integer> exitCode() {
        return exitCode.copy();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    /** To this process alone, as on EMR; what it has started is killed when it has ended. */
    @Override
    public void interrupt() {
        // Of the handle: Process.destroy closes the streams, and what a handler of the signal prints would be lost.
        process.toHandle().destroy();
    }

    @Override
    public void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        guard.kill();
    }

    private static CompletableFuture<Void> pump(String what, InputStream from, CommandLine command) {
        OutputStream to = what.equals("stdout") ? command.stdout() : command.stderr();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        copy(from, to);
                    } finally {
                        done.complete(null);
                    }
                },
                "emr-harness-" + what + " of " + command.program());
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[8192];
        boolean isWanted = true;
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                if (isWanted) {
                    try {
                        to.write(buffer, 0, count);
                        to.flush();
                    } catch (IOException e) {
                        // The process must not block on a full pipe for that.
                        LOG.warn("The output of a process is not written any more", e);
                        isWanted = false;
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("The output of a process has ended", e);
        }
    }
}
