package io.github.emrharness.jvm.classpath;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The class path of the running test: what the JVM was started with, what the manifests of these jars name (surefire
 * and IDEs pass long class paths in a jar that has nothing but a manifest), and what class loaders below added.
 */
public final class TestClassPath {

    private TestClassPath() {}

    /** Gives the existing entries in their order. */
    public static List<Path> entries() {
        Set<Path> found = new LinkedHashSet<>();
        List<ClassLoader> loaders = new ArrayList<>();
        for (ClassLoader l = Thread.currentThread().getContextClassLoader(); l != null; l = l.getParent()) {
            loaders.add(l);
        }
        for (ClassLoader loader : loaders) {
            if (loader instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    add(toPath(url), found);
                }
            }
        }
        for (String property : List.of("java.class.path", "surefire.test.class.path", "jdk.module.path")) {
            addAll(System.getProperty(property, ""), found);
        }
        return List.copyOf(found);
    }

    /** Gives the entries of a class path as it is written on a command line, with those that manifests name. */
    public static List<Path> entries(String classPath) {
        Set<Path> found = new LinkedHashSet<>();
        addAll(classPath, found);
        return List.copyOf(found);
    }

    private static void addAll(String classPath, Set<Path> found) {
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                try {
                    add(Path.of(entry), found);
                } catch (InvalidPathException e) {
                    // The JVM skips such an entry as well.
                }
            }
        }
    }

    private static void add(@Nullable Path entry, Set<Path> found) {
        if (entry == null || !Files.exists(entry)) {
            return;
        }
        Path path = entry.toAbsolutePath().normalize();
        if (found.add(path) && Files.isRegularFile(path)) {
            for (Path named : namedByManifest(path)) {
                add(named, found);
            }
        }
    }

    private static List<Path> namedByManifest(Path jar) {
        List<Path> named = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (value == null) {
                return named;
            }
            for (String part : value.trim().split("\\s+")) {
                Path path = resolve(jar.toUri(), part);
                if (path != null) {
                    named.add(path);
                }
            }
        } catch (IOException e) {
            // Not a jar: the JVM ignores it too.
            return named;
        }
        return named;
    }

    private static @Nullable Path resolve(URI base, String relative) {
        try {
            URI uri = base.resolve(new URI(relative));
            return "file".equals(uri.getScheme()) ? Path.of(uri) : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Path toPath(URL url) {
        try {
            return "file".equals(url.getProtocol()) ? Path.of(url.toURI()) : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
