package io.github.emrharness.jvm.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills processes with all that they have started, when it is told to and when this JVM is gone, even by {@code SIGKILL}: it
 * is a process itself, a small shell script, which sees its input end. Safe for use by many threads.
 *
 * <p>The processes have a mark in their environment. So, on Linux, what they have started is found after its parents have
 * ended, but for who has put away its environment. On systems without {@code /proc} only the processes themselves and the
 * group of a {@linkplain #watchGroup leader} are found.
 */
public final class ProcessGuard implements AutoCloseable {

    /** The environment variable that marks; its value is different for each guard. */
    public static final String MARK = "EMR_HARNESS_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessGuard.class);
    private static final String SCRIPT = readScript();

    private final Process process;
    private final String mark;

    private ProcessGuard(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    /**
     * Starts a guard.
     *
     * @throws IOException if this machine has no {@code sh}
     */
    public static ProcessGuard start() throws IOException {
        String mark = UUID.randomUUID().toString();
        Process process = new ProcessBuilder("sh", "-c", SCRIPT, "emr-harness-guard", MARK + "=" + mark)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return new ProcessGuard(process, mark);
    }

    /** Marks the environment of a process that is to be started. */
    public void mark(Map<String, String> environment) {
        environment.put(MARK, mark);
    }

    /** Guards a process until it ends. */
    public void watch(Process guarded) {
        order("+ " + guarded.pid());
        CompletableFuture<Void> unused = guarded.onExit().thenAccept(ended -> order("- " + ended.pid()));
    }

    /** Guards a process that leads a group of its own, and after its end what is left of that group. */
    public void watchGroup(Process leader) {
        order("group " + leader.pid());
    }

    /** Kills all now. */
    public void kill() {
        order("kill");
    }

    /**
     * Ends the guard, which kills what is left of all.
     *
     * @return completes when that is done
     */
    public CompletableFuture<Void> end() {
        synchronized (process) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("The guard {} has ended", process.pid(), e);
            }
        }
        return process.onExit().thenAccept(ended -> {});
    }

    /** Ends the guard, as {@link #end()}, without waiting. */
    @Override
    public void close() {
        CompletableFuture<Void> unused = end();
    }

    private void order(String line) {
        synchronized (process) {
            try {
                OutputStream orders = process.getOutputStream();
                orders.write((line + "\n").getBytes(UTF_8));
                orders.flush();
            } catch (IOException e) {
                LOG.debug("The guard {} has ended", process.pid(), e);
            }
        }
    }

    private static String readScript() {
        try (InputStream script = ProcessGuard.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("The resource guard.sh is missing from emr-harness-jvm");
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
