package io.github.emrharness.core.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.spi.StepLogs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log files of one step or bootstrap action on the disk, under EMR's names. */
public final class StepLogFiles implements StepLogs {

    private static final Logger LOG = LoggerFactory.getLogger(StepLogFiles.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final HarnessClock clock;
    private final LogFile controller;
    private final LogFile stdout;
    private final LogFile stderr;
    private final LogFile syslog;

    public StepLogFiles(HarnessClock clock, Path directory) {
        this.clock = clock;
        controller = new LogFile(directory.resolve("controller"));
        stdout = new LogFile(directory.resolve("stdout"));
        stderr = new LogFile(directory.resolve("stderr"));
        syslog = new LogFile(directory.resolve("syslog"));
    }

    /** Makes the files that always exist, in a directory that exists. */
    public void create() throws IOException {
        controller.create();
        stdout.create();
        stderr.create();
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
        return syslog;
    }

    @Override
    public void controller(String message) {
        controller(List.of(message));
    }

    /** Adds several lines of one moment in one go. */
    public void controller(List<String> messages) {
        controller("INFO", messages);
    }

    void controllerWarning(String message) {
        controller("WARN", List.of(message));
    }

    /** Adds a line of level ERROR. */
    public void controllerError(String message) {
        controller("ERROR", List.of(message));
    }

    private void controller(String level, List<String> messages) {
        String prefix = TIME.format(clock.now()) + " " + level + " ";
        append(controller, prefix + String.join("\n" + prefix, messages));
    }

    /** Adds a line to stderr that does not come from the process. */
    public void appendToStderr(String line) {
        append(stderr, line);
    }

    private static void append(LogFile file, String line) {
        try {
            file.write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            LOG.warn("Cannot write to {}: {}", file.path(), line, e);
        }
    }

    Path stderrPath() {
        return stderr.path();
    }

    Path syslogPath() {
        return syslog.path();
    }

    /** The files that exist, {@code controller} last, so that it can tell of the others. */
    List<Path> existing() {
        return Stream.of(stdout, stderr, syslog, controller)
                .map(LogFile::path)
                .filter(Files::exists)
                .toList();
    }

    /** Closes what the process writes to. */
    public void closeOutput() {
        close(stdout);
        close(stderr);
        close(syslog);
    }

    /** Closes the last one; nothing can be written any more. */
    public void closeController() {
        close(controller);
    }

    private static void close(LogFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("Cannot close {}", file.path(), e);
        }
    }
}
