package io.github.emrharness.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file whose appearance tells other programs that the harness answers, and where. It is there as a whole or not at
 * all, and goes before the harness does.
 */
final class ReadyFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyFile.class);

    private final Path path;
    private String written = "";
    private boolean closed;

    private ReadyFile(Path path) {
        this.path = path;
    }

    /** Takes away what an earlier harness left, so that nobody takes it for this one's. */
    static ReadyFile at(Path file) throws StartException {
        Path path = file.toAbsolutePath().normalize();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path)) {
            throw new StartException("The ready file " + path + " cannot be written: it is not a regular file.");
        }
        if (!Files.isDirectory(directory(path))) {
            throw new StartException(
                    "The ready file " + path + " cannot be written: there is no directory " + directory(path) + ".");
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw cannot("written", path, e);
        }
        return new ReadyFile(path);
    }

    synchronized void write(Connection connection) throws StartException {
        if (closed) {
            return;
        }
        String content = Json.object(connection::write) + "\n";
        try {
            Path whole = Files.createTempFile(directory(path), path.getFileName() + ".", ".tmp");
            try {
                Files.writeString(whole, content);
                Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                written = content;
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw cannot("written", path, e);
        }
    }

    /** Deletes the file, unless another harness has written its own there meanwhile. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (!written.isEmpty()
                    && Files.exists(path)
                    && Files.readString(path).equals(written)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warn("The ready file {} cannot be deleted", path, e);
        }
    }

    private static Path directory(Path absoluteFile) {
        Path parent = absoluteFile.getParent();
        return parent == null ? absoluteFile : parent;
    }

    private static StartException cannot(String what, Path path, IOException cause) {
        String reason = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : cause.getClass().getSimpleName();
        return new StartException("The ready file " + path + " cannot be " + what + ": " + reason + ".", cause);
    }
}
