package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A class path as it is at a moment: the same entries with other contents are another key.
 *
 * @param entries real paths; entries that do not exist are left out, as the {@code java} command does
 * @param stamps one per entry: of size and time of a jar, of all files below a directory
 */
record ClassPathKey(List<Path> entries, List<Long> stamps) {

    static ClassPathKey of(List<Path> classPath) {
        List<Path> entries = new ArrayList<>();
        List<Long> stamps = new ArrayList<>();
        try {
            for (Path entry : classPath) {
                if (Files.exists(entry)) {
                    Path real = entry.toRealPath();
                    entries.add(real);
                    stamps.add(stamp(real));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class path " + classPath + " cannot be read: " + e.getMessage(), e);
        }
        return new ClassPathKey(List.copyOf(entries), List.copyOf(stamps));
    }

    private static long stamp(Path entry) throws IOException {
        Stamp stamp = new Stamp();
        Files.walkFileTree(entry, stamp);
        return stamp.value;
    }

    private static final class Stamp extends SimpleFileVisitor<Path> {

        private long value;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A sum, since the order of a directory's files is not fixed.
            value += 31L * (31L * file.hashCode() + attributes.size())
                    + attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
            return FileVisitResult.CONTINUE;
        }
    }
}
