package io.github.emrharness.s3;

import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.jvm.cache.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The libraries that S3Mock's executable jar carries inside, unpacked so that an ordinary class loader can read them. They
 * are unpacked once for all JVMs of the user, into a directory named after their content.
 */
final class S3MockLibraries {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String MARKER = CLASSES + "com/adobe/testing/s3mock/S3MockApplication.class";

    /** Logging is silent here; the rest S3Mock never calls in the way it is started here. */
    private static final List<String> LEFT_OUT = List.of(
            "logback-",
            "log4j-",
            "jul-to-slf4j-",
            "tomcat-embed-websocket-",
            "spring-boot-actuator",
            "spring-boot-jarmode");

    private S3MockLibraries() {}

    /** Finds S3Mock's executable jar on the class path of this class. */
    static Path executableJar() throws IOException {
        URL marker = S3MockLibraries.class.getClassLoader().getResource(MARKER);
        if (marker == null) {
            throw new IOException("There is no S3: the executable jar of S3Mock is not on the class path."
                    + " Add com.adobe.testing:s3mock with the classifier exec, which emr-harness-s3 depends on,"
                    + " or do not exclude it.");
        }
        URLConnection connection = marker.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Path.of(URI.create(jar.getJarFileURL().toString()));
        }
        throw new IOException(
                "There is no S3: S3Mock must be on the class path as a jar file, but was found at " + marker);
    }

    /**
     * Unpacks the libraries below the cache directory, unless that has been done.
     *
     * @return the directory of the jars
     */
    static Path unpack(Path executableJar, Path cache) throws IOException {
        try (ZipFile zip = new ZipFile(executableJar.toFile())) {
            Map<String, ZipEntry> wanted = wanted(zip);
            return CachedDirectory.get(
                    cache,
                    "s3mock-" + fingerprint(wanted),
                    directory -> isComplete(directory, wanted),
                    directory -> copy(zip, wanted, directory));
        }
    }

    /** The jars, in the order in which a loader should search them. */
    static List<Path> jars(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, ZipEntry> wanted(ZipFile zip) {
        Map<String, ZipEntry> wanted = new TreeMap<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            String name = entry.getName();
            if (name.startsWith(CLASSES) || (name.startsWith(LIBRARIES) && !isLeftOut(name))) {
                wanted.put(name, entry);
            }
        });
        return wanted;
    }

    private static boolean isLeftOut(String name) {
        String file = name.substring(LIBRARIES.length());
        return LEFT_OUT.stream().anyMatch(file::startsWith);
    }

    /** Reads only the jar's directory: the checksums there stand for the content. */
    private static String fingerprint(Map<String, ZipEntry> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            entries.forEach((name, entry) -> digest.update(
                    (name + ' ' + entry.getSize() + ' ' + entry.getCrc() + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static boolean isComplete(Path directory, Map<String, ZipEntry> wanted) throws IOException {
        if (!Files.isRegularFile(directory.resolve(classesJar()))) {
            return false;
        }
        for (Map.Entry<String, ZipEntry> entry : wanted.entrySet()) {
            if (entry.getKey().startsWith(LIBRARIES)) {
                Path library = directory.resolve(entry.getKey().substring(LIBRARIES.length()));
                if (!Files.isRegularFile(library)
                        || Files.size(library) != entry.getValue().getSize()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Sorts first: S3Mock's own classes. */
    private static String classesJar() {
        return "0-classes.jar";
    }

    private static void copy(ZipFile zip, Map<String, ZipEntry> wanted, Path directory) throws IOException {
        try (JarOutputStream classes = new JarOutputStream(Files.newOutputStream(directory.resolve(classesJar())))) {
            for (Map.Entry<String, ZipEntry> entry : wanted.entrySet()) {
                String name = entry.getKey();
                try (InputStream content = zip.getInputStream(entry.getValue())) {
                    if (name.startsWith(LIBRARIES)) {
                        Files.copy(content, FileTree.resolveInside(directory, name.substring(LIBRARIES.length())));
                    } else {
                        classes.putNextEntry(new ZipEntry(name.substring(CLASSES.length())));
                        content.transferTo(classes);
                        classes.closeEntry();
                    }
                }
            }
        }
    }
}
