package io.github.emrharness;

import io.github.emrharness.jvm.cache.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one harness. The lock beside it tells others that its JVM lives; what a killed JVM left behind has no
 * such lock any more, and the next harness on the machine deletes it.
 */
final class HarnessDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HarnessDirectory.class);
    private static final String PREFIX = "run-";
    private static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-";
    private static final String LOCK_SUFFIX = ".lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel lockChannel;

    private HarnessDirectory(Path path, Path lockFile, FileChannel lockChannel) {
        this.path = path;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
    }

    /** Makes a directory of its own below the parent, and deletes what dead JVMs left there. */
    static HarnessDirectory create(Path parent) throws IOException {
        Files.createDirectories(parent);
        deleteAbandoned(parent);
        Path lockFile = Files.createTempFile(parent, OWN_PREFIX, LOCK_SUFFIX);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        try {
            channel.lock();
            String lockName = lockFile.getFileName().toString();
            Path path = parent.resolve(lockName.substring(0, lockName.length() - LOCK_SUFFIX.length()));
            return new HarnessDirectory(Files.createDirectory(path), lockFile, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where harnesses of this user put their directories. */
    static Path defaultParent() {
        return Path.of(System.getProperty("java.io.tmpdir"), "emr-harness-" + System.getProperty("user.name"));
    }

    Path path() {
        return path;
    }

    /** Deletes everything; what cannot be deleted now is left to the next harness. */
    @Override
    public void close() {
        try {
            FileTree.delete(path);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: the next harness on this machine will try again", path, e);
        } finally {
            try {
                lockChannel.close();
            } catch (IOException e) {
                LOG.debug("Cannot close {}", lockFile, e);
            }
        }
    }

    private static void deleteAbandoned(Path parent) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK_SUFFIX)) {
            for (Path lockFile : locks) {
                deleteIfAbandoned(lockFile);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("Cannot look for abandoned directories in {}", parent, e);
        }
    }

    private static void deleteIfAbandoned(Path lockFile) {
        String lockName = lockFile.getFileName().toString();
        Path directory = lockFile.resolveSibling(lockName.substring(0, lockName.length() - LOCK_SUFFIX.length()));
        // On Linux, closing any channel of a file gives up all locks that this JVM holds on it: do not touch our own.
        // A lock without a directory may be one that is being made at this moment.
        if (lockName.startsWith(OWN_PREFIX) || !Files.isDirectory(directory)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                FileTree.delete(directory);
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException e) {
            LOG.debug("Cannot delete the abandoned {}", directory, e);
        }
    }
}
