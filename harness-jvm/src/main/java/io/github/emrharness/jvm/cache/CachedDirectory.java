package io.github.emrharness.jvm.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is made once and then only read. JVMs that make it at the same time do not disturb each other: each
 * fills a directory of its own, and the first to be ready gives it the name that all look for.
 */
public final class CachedDirectory {

    private static final String MAKING = "making-";
    private static final String DAMAGED = "damaged-";

    /** What is as old as this is of a JVM that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private CachedDirectory() {}

    /** Tells whether a directory has all that belongs there. */
    @FunctionalInterface
    public interface Check {
        boolean isComplete(Path directory) throws IOException;
    }

    /** Puts into an empty directory what belongs there. */
    @FunctionalInterface
    public interface Content {
        void fill(Path directory) throws IOException;
    }

    /**
     * Gives the directory of that name, filled now unless it is complete.
     *
     * @param cache where it lies; made if need be
     * @param name tells the content, for example by a hash: another content needs another name
     * @throws IOException if it cannot be filled or put in its place; the message names the place
     */
    public static Path get(Path cache, String name, Check check, Content content) throws IOException {
        Path target = cache.resolve(name);
        if (check.isComplete(target)) {
            return target;
        }
        Files.createDirectories(cache);
        deleteAbandoned(cache);
        Path filled = Files.createTempDirectory(cache, MAKING);
        try {
            content.fill(filled);
            return publish(filled, target, check);
        } finally {
            FileTree.delete(filled);
        }
    }

    private static void deleteAbandoned(Path cache) throws IOException {
        List<Path> unfinished;
        try (Stream<Path> all = Files.list(cache)) {
            unfinished = all.filter(entry -> {
                        String name = entry.getFileName().toString();
                        return name.startsWith(MAKING) || name.startsWith(DAMAGED);
                    })
                    .toList();
        }
        Instant before = Instant.now().minus(ABANDONED);
        for (Path entry : unfinished) {
            try {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(before)) {
                    FileTree.delete(entry);
                }
            } catch (FileSystemException e) {
                // Another JVM deletes it, or it is another user's.
            }
        }
    }

    private static Path publish(Path filled, Path target, Check check) throws IOException {
        try {
            return Files.move(filled, target);
        } catch (FileSystemException e) {
            // Another JVM was faster, or something has damaged what is there.
            if (check.isComplete(target)) {
                return target;
            }
        }
        Path damaged = Files.createTempDirectory(target.getParent(), DAMAGED);
        try {
            Files.move(target, damaged.resolve("content"));
            return Files.move(filled, target);
        } catch (FileSystemException e) {
            if (check.isComplete(target)) {
                return target;
            }
            throw new IOException("Cannot put anything into " + target + ". Delete that directory.", e);
        } finally {
            FileTree.delete(damaged);
        }
    }
}
