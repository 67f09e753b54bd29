package io.github.emrharness.core.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.core.node.ClusterNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * What was written to a node, kept in a file of the node.
 *
 * @param fingerprint of the configuration; empty if nothing was written yet
 * @param files as on the node
 */
record WrittenConfiguration(String fingerprint, Set<String> files) {

    private static final String FILE = "/etc/.configured";

    static WrittenConfiguration of(List<Configuration> configurations, Set<String> files) {
        return new WrittenConfiguration(fingerprint(configurations), files);
    }

    static WrittenConfiguration read(ClusterNode node) throws IOException {
        try {
            List<String> lines = Files.readAllLines(node.path(FILE));
            return new WrittenConfiguration(lines.get(0), new TreeSet<>(lines.subList(1, lines.size())));
        } catch (NoSuchFileException e) {
            return new WrittenConfiguration("", Set.of());
        }
    }

    void write(ClusterNode node) throws IOException {
        List<String> lines = new ArrayList<>(List.of(fingerprint));
        lines.addAll(files);
        Path file = node.path(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    boolean isOf(List<Configuration> configurations) {
        return fingerprint.equals(fingerprint(configurations));
    }

    /** Deletes the files of classifications that are no longer given. */
    void deleteOthersThan(Set<String> written, ClusterNode node) throws IOException {
        for (String file : files) {
            if (!written.contains(file)) {
                Files.deleteIfExists(node.path(file));
            }
        }
    }

    private static String fingerprint(List<Configuration> configurations) {
        return UUID.nameUUIDFromBytes(configurations.toString().getBytes(UTF_8)).toString();
    }
}
