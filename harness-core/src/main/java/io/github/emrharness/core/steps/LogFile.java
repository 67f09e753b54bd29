package io.github.emrharness.core.steps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A log file that is made when something is first written to it. Nothing is held back in memory. */
final class LogFile extends OutputStream {

    private final Path path;
    private @Nullable OutputStream out;
    private boolean closed;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Makes the file even if nothing is written to it. */
    synchronized void create() throws IOException {
        open();
    }

    @Override
    public synchronized void write(int b) throws IOException {
        open().write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            open().write(bytes, offset, length);
        }
    }

    private OutputStream open() throws IOException {
        if (closed) {
            throw new IOException("The step has ended, its log is closed: " + path);
        }
        if (out == null) {
            out = Files.newOutputStream(path);
        }
        return out;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (out != null) {
            out.close();
        }
    }
}
