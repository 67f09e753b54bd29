package io.github.emrharness.core.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.spi.StepProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of this machine, and all that it starts. Once it has ended, whatever of that still runs is killed: unlike on
 * EMR, where {@code nohup some-service &} outlives its step, for a test must not leave processes on the machine. The same
 * happens when this JVM is gone, even by {@code SIGKILL}: a guard, a small shell script, sees its input end.
 *
 * <p>The process leads a group of its own, and its environment has a mark. So its children are found after their parents
 * have ended, on Linux also those that have left the group. Not found is only who has left the group and has put away the
 * environment, too; on systems without {@code /proc}, who has left the group.
 */
public final class GuardedProcess implements StepProcess {

    /** Its value is different for each process. */
    static final String MARK = "EMR_HARNESS_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(GuardedProcess.class);
    private static final String SCRIPT = readScript();
    private static final File NOTHING = new File("/dev/null");

    /** For what still holds the output open, unknown to the guard. */
    private static final long DRAIN_SECONDS = 5;

    private final Process process;
    private final Process guard;
    private final CompletableFuture<Integer> exitCode;

    private GuardedProcess(CommandLine command, Process process, Process guard) {
        this.process = process;
        this.guard = guard;
        order(process.pid() + "\n");
        CompletableFuture<Void> output = CompletableFuture.allOf(
                pump("stdout", process.getInputStream(), command), pump("stderr", process.getErrorStream(), command));
        exitCode = process.onExit()
                .thenCompose(ended -> endGuard())
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
        String mark = UUID.randomUUID().toString();
        Process guard = new ProcessBuilder("sh", "-c", SCRIPT, "emr-harness-guard", MARK + "=" + mark)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            ProcessBuilder builder = new ProcessBuilder(ProcessGroups.leading(command.words(), lookup))
                    .directory(command.directory().toFile())
                    .redirectInput(NOTHING);
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(command.environment());
            environment.put(MARK, mark);
            return new GuardedProcess(command, builder.start(), guard);
        } catch (IOException | RuntimeException e) {
            guard.destroyForcibly();
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
        order("kill\n");
    }

    private void order(String line) {
        synchronized (guard) {
            try {
                OutputStream orders = guard.getOutputStream();
                orders.write(line.getBytes(UTF_8));
                orders.flush();
            } catch (IOException e) {
                LOG.debug("The guard of process {} has ended", process.pid(), e);
            }
        }
    }

    /** Completes when the guard has killed what was left. */
    private CompletableFuture<Process> endGuard() {
        synchronized (guard) {
            try {
                guard.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("The guard of process {} has ended", process.pid(), e);
            }
        }
        return guard.onExit();
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

    private static String readScript() {
        try (InputStream script = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("The resource guard.sh is missing from emr-harness-core");
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
