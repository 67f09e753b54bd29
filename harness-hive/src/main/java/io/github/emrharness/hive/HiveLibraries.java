package io.github.emrharness.hive;

import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.jvm.cache.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Hive's libraries, nested in the jar of this room. They are unpacked once for all JVMs of the user, into a directory named
 * after their content.
 */
final class HiveLibraries {

    private static final String LIBRARIES = "META-INF/emr-harness-hive/lib/";

    /** In front of what they replace: our overlay, and the log4j 1 that Tez extends instead of a bridge. */
    private static final List<String> FIRST = List.of("0-overlay.jar", "reload4j-");

    private HiveLibraries() {}

    /** The jars, in the order of a class path. */
    static List<Path> find(Path cache) throws IOException {
        URL marker = HiveLibraries.class.getClassLoader().getResource(LIBRARIES + FIRST.get(0));
        if (marker == null) {
            throw new IOException(
                    "The jar of emr-harness-hive lacks its libraries below " + LIBRARIES + ": was it repackaged?");
        }
        URLConnection connection = marker.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return jars(unpack(Path.of(URI.create(jar.getJarFileURL().toString())), cache));
        }
        try {
            return jars(Path.of(marker.toURI().resolve(".")));
        } catch (URISyntaxException e) {
            throw new IOException("Not a valid location of libraries: " + marker, e);
        }
    }

    /** Unpacks the libraries below the cache directory, unless that has been done. */
    static Path unpack(Path ownJar, Path cache) throws IOException {
        try (ZipFile zip = new ZipFile(ownJar.toFile())) {
            Map<String, ZipEntry> libraries = new TreeMap<>();
            zip.stream()
                    .filter(entry -> entry.getName().startsWith(LIBRARIES)
                            && entry.getName().endsWith(".jar"))
                    .forEach(entry -> libraries.put(entry.getName().substring(LIBRARIES.length()), entry));
            return CachedDirectory.get(
                    cache,
                    "hive-" + fingerprint(libraries),
                    directory -> isComplete(directory, libraries),
                    directory -> copy(zip, libraries, directory));
        }
    }

    private static List<Path> jars(Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (var files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        jars.sort(Comparator.comparingInt(HiveLibraries::rank).thenComparing(Comparator.naturalOrder()));
        return List.copyOf(jars);
    }

    private static int rank(Path jar) {
        String name = jar.getFileName().toString();
        for (int i = 0; i < FIRST.size(); i++) {
            if (name.startsWith(FIRST.get(i))) {
                return i;
            }
        }
        return FIRST.size();
    }

    /** Reads only the jar's directory: the checksums there stand for the content. */
    private static String fingerprint(Map<String, ZipEntry> libraries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            libraries.forEach((name, entry) -> digest.update(
                    (name + ' ' + entry.getSize() + ' ' + entry.getCrc() + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static boolean isComplete(Path directory, Map<String, ZipEntry> libraries) throws IOException {
        for (Map.Entry<String, ZipEntry> library : libraries.entrySet()) {
            Path file = directory.resolve(library.getKey());
            if (!Files.isRegularFile(file)
                    || Files.size(file) != library.getValue().getSize()) {
                return false;
            }
        }
        return true;
    }

    private static void copy(ZipFile zip, Map<String, ZipEntry> libraries, Path directory) throws IOException {
        for (Map.Entry<String, ZipEntry> library : libraries.entrySet()) {
            try (InputStream content = zip.getInputStream(library.getValue())) {
                Files.copy(content, FileTree.resolveInside(directory, library.getKey()));
            }
        }
    }
}
