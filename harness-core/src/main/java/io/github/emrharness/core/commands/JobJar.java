package io.github.emrharness.core.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A jar as {@code hadoop jar} runs it.
 *
 * @param classPath the jar, and what it has in {@code classes/} and {@code lib/}
 * @param mainClass that of the manifest
 */
record JobJar(List<Path> classPath, Optional<String> mainClass) {

    private static final String CLASSES = "classes/";
    private static final String LIBRARIES = "lib/";

    /**
     * Reads a jar.
     *
     * @param directory where its own libraries are unpacked if it has any
     * @throws IOException if it is no jar
     */
    static JobJar open(Path jar, Path directory) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<Path> classPath = new ArrayList<>(List.of(jar));
            boolean hasClasses = false;
            for (JarEntry entry : Collections.list(file.entries())) {
                boolean isClass = entry.getName().startsWith(CLASSES);
                boolean isLibrary = entry.getName().startsWith(LIBRARIES)
                        && entry.getName().endsWith(".jar")
                        && entry.getName().indexOf('/', LIBRARIES.length()) < 0;
                if (!entry.isDirectory() && (isClass || isLibrary)) {
                    Path unpacked = unpack(file, entry, directory);
                    hasClasses |= isClass;
                    if (isLibrary) {
                        classPath.add(unpacked);
                    }
                }
            }
            if (hasClasses) {
                classPath.add(1, directory.resolve(CLASSES));
            }
            return new JobJar(List.copyOf(classPath), mainClass(file));
        }
    }

    private static Optional<String> mainClass(JarFile file) throws IOException {
        Manifest manifest = file.getManifest();
        return manifest == null
                ? Optional.empty()
                : Optional.ofNullable(manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                        .map(String::trim);
    }

    private static Path unpack(JarFile file, JarEntry entry, Path directory) throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("The entry " + entry.getName() + " of " + file.getName() + " leads out of it.");
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
        }
        return target;
    }
}
