package io.github.emrharness.core.steps;

import io.github.emrharness.spi.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A directory of log files that is archived as it is. */
final class LogTree {

    private LogTree() {}

    /** Copies all files, each compressed, and leaves the compressed ones in the directory. */
    static void store(ObjectStore store, Path directory, LogDestination target) throws IOException {
        for (Path file : filesBelow(directory)) {
            Path zipped = file.resolveSibling(file.getFileName() + ".gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                Files.copy(file, out);
            }
            store.put(
                    target.bucket(),
                    target.key(directory.relativize(file).toString().replace('\\', '/')),
                    zipped);
        }
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
