package io.github.emrharness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.YarnApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An application of a cluster's YARN; each question is answered as of now. Safe for use by many threads. */
public final class YarnApplicationHandle {

    private final Yarn yarn;
    private final String id;

    YarnApplicationHandle(Yarn yarn, String id) {
        this.yarn = yarn;
        this.id = id;
    }

    /** {@code application_<time>_<number>}. */
    public String id() {
        return id;
    }

    /**
     * What YARN tells of it.
     *
     * @throws UncheckedIOException if the cluster has ended, or YARN does not answer
     */
    public YarnApplication snapshot() {
        return await(Duration.ZERO);
    }

    /** Waits until it has ended, as long as a step of this test may take at most. */
    public YarnApplication await() {
        return await(timeout());
    }

    /**
     * Waits until it has ended.
     *
     * @return as it is then, or at the end of the time
     */
    public YarnApplication await(Duration atMost) {
        try {
            return yarn.service().await(yarn.clusterId(), id, atMost);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long {@link #await()} waits. */
    public Duration timeout() {
        return yarn.timeout();
    }

    /** The text of all log files by {@code <container id>/<file>}; the first container is the application master. */
    public Map<String, String> logs() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(yarn.directory()), "logs");
            try {
                yarn.service().collectLogs(yarn.clusterId(), id, directory);
                return read(directory);
            } finally {
                FileTree.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The text of one log file of all containers, one after the other.
     *
     * @param file such as {@code stdout}, {@code stderr} or {@code syslog}
     */
    public String log(String file) {
        StringBuilder text = new StringBuilder();
        logs().forEach((path, content) -> text.append(path.endsWith("/" + file) ? content : ""));
        return text.toString();
    }

    /** A report of several lines: what it is, and the ends of its diagnostics. */
    public String describe() {
        YarnApplication now = snapshot();
        return now.type() + " application " + id + " [" + now.name() + "] in queue " + now.queue() + ": " + now.state()
                + ", " + now.finalStatus() + (now.diagnostics().isEmpty() ? "" : "\n" + now.diagnostics());
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        directory.relativize(file).toString().replace('\\', '/'),
                        new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return texts;
    }

    @Override
    public String toString() {
        return id;
    }
}
