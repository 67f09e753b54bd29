package io.github.emrharness.cli;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.core.events.EmrEvent;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The harness of this process, which ends with it: the ready file first, so that nobody new comes. */
final class RunningHarness {

    private static final Logger LOG = LoggerFactory.getLogger(RunningHarness.class);

    private final EmrHarness harness;
    private final Optional<ReadyFile> readyFile;

    private RunningHarness(EmrHarness harness, Optional<ReadyFile> readyFile) {
        this.harness = harness;
        this.readyFile = readyFile;
    }

    /** Takes hold of directories and files; nothing listens yet. */
    static RunningHarness prepare(EmrHarnessConfig config, Optional<Path> readyFile) throws StartException {
        Optional<ReadyFile> file = readyFile.isEmpty() ? Optional.empty() : Optional.of(ReadyFile.at(readyFile.get()));
        try {
            RunningHarness running = new RunningHarness(EmrHarness.start(config), file);
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "emr-harness-cli-end"));
            return running;
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            throw cannotStart(e);
        }
    }

    /** Starts to listen; returns when both endpoints answer. */
    Connection start(Consumer<EmrEvent> listener) throws StartException {
        harness.events().subscribe(listener);
        Thread s3 = new Thread(this::startObjectStore, "emr-harness-cli-s3");
        s3.setDaemon(true);
        s3.start();
        try {
            return Connection.of(harness);
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            throw cannotStart(e);
        }
    }

    /** S3 takes longest. */
    private void startObjectStore() {
        try {
            harness.objectStore();
        } catch (RuntimeException e) {
            LOG.debug("S3 does not start; whoever asks for it next is told the same", e);
        }
    }

    void tellReady(Connection connection) throws StartException {
        if (readyFile.isPresent()) {
            readyFile.get().write(connection);
        }
    }

    private void close() {
        readyFile.ifPresent(ReadyFile::close);
        harness.close();
    }

    private static StartException cannotStart(RuntimeException cause) {
        return new StartException(String.valueOf(cause.getMessage()), cause);
    }
}
