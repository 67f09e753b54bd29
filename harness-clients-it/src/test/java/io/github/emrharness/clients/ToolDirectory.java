package io.github.emrharness.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Packages that are installed once below the {@code target} of this room, by the hash of what is to be installed. */
final class ToolDirectory {

    static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final Path PARENT = BASE.resolve("target").resolve("clients");

    private ToolDirectory() {}

    @FunctionalInterface
    interface Installer {
        void installInto(Path directory) throws IOException, ClientUnavailableException;
    }

    /**
     * The directory with these packages; installs them if they are not there. It appears whole or not at all, however
     * many builds do this at once.
     *
     * @param keys whatever the content depends on
     */
    static Path of(String name, List<String> keys, Installer installer) throws IOException, ClientUnavailableException {
        Path directory = PARENT.resolve(name + "-" + hash(keys));
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Files.createDirectories(PARENT);
        Path fresh = Files.createTempDirectory(PARENT, name + "-");
        try {
            installer.installInto(fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            boolean othersWereFirst = Files.isDirectory(directory);
            if (!othersWereFirst) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
        return directory;
    }

    private static String hash(List<String> keys) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            keys.forEach(key -> digest.update((key + "\0").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
