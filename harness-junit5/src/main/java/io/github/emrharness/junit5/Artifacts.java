package io.github.emrharness.junit5;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies what tells about a test: the logs of its steps and the objects in its bucket. */
final class Artifacts {

    private static final long LARGEST_OBJECT = 16L << 20;
    private static final long LARGEST_SUM = 128L << 20;

    private Artifacts() {}

    /**
     * Fills the directory: {@code steps/<id>/} with the logs, {@code s3/} with the objects as far as they are not too big
     * (16 MiB each, 128 MiB in all), and {@code report.txt}, which lists all of them.
     */
    static void copy(Emr emr, Path directory) throws IOException {
        for (StepHandle step : emr.cluster().steps()) {
            copyLogs(step.logDirectory(), directory.resolve("steps").resolve(step.id()));
        }
        List<String> report = new ArrayList<>(List.of(emr.describe()));
        if (emr.s3IsUsed()) {
            report.addAll(copyObjects(emr, directory.resolve("s3")));
        }
        Files.write(directory.resolve("report.txt"), report);
    }

    private static void copyLogs(Path logs, Path to) throws IOException {
        if (!Files.isDirectory(logs)) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // With a suffix, so that the tools that show reports know it as text.
                Files.copy(file, to.resolve(file.getFileName() + ".txt"));
            }
        }
    }

    private static List<String> copyObjects(Emr emr, Path to) throws IOException {
        List<String> listing = new ArrayList<>();
        long sum = 0;
        for (StoredObject object : emr.s3().list()) {
            Path file = to.resolve(safe(object.key())).normalize();
            boolean copied =
                    object.size() <= LARGEST_OBJECT && sum + object.size() <= LARGEST_SUM && file.startsWith(to);
            listing.add(object.uri() + " " + object.size() + " B" + (copied ? "" : " (not copied)"));
            if (copied && !object.key().endsWith("/")) {
                sum += object.size();
                Files.createDirectories(file.getParent());
                Files.write(file, emr.s3().bytes(object.uri()));
            }
        }
        return listing;
    }

    /** The key as a path: without the characters that some file system refuses. */
    private static String safe(String key) {
        return Stream.of(key.split("/"))
                .map(part -> part.replaceAll("[\\\\:*?\"<>|\\p{Cntrl}]", "_"))
                .collect(Collectors.joining("/"));
    }
}
