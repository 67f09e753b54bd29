package io.github.emrharness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** Packs what the build made (directories of classes and resources, jars) into one jar. */
final class JarPacker {

    private final Path directory;

    /** A packer that leaves its jars in the directory, which need not exist yet. */
    JarPacker(Path directory) {
        this.directory = directory;
    }

    /** The jar of these classes; the same one as before if nothing was built since. */
    Path pack(JobJar.Packed job) {
        Set<Path> sources = new LinkedHashSet<>();
        job.classes().forEach(type -> sources.addAll(CodeSources.of(type)));
        if (sources.size() == 1 && Files.isRegularFile(sources.iterator().next())) {
            return sources.iterator().next();
        }
        try {
            String name = job.fileName().replace(".jar", "-" + fingerprint(sources) + ".jar");
            Path jar = directory.resolve(name);
            if (!Files.exists(jar)) {
                Files.createDirectories(directory);
                Path part = Files.createTempFile(directory, "packing", ".part");
                write(sources, part);
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of " + job.classes() + " cannot be packed: " + e, e);
        }
    }

    private static String fingerprint(Set<Path> sources) throws IOException {
        MessageDigest digest = sha256();
        for (Path source : sources) {
            for (Path file : Files.isDirectory(source) ? files(source) : List.of(source)) {
                String line = file + "|" + Files.size(file) + "|" + Files.getLastModifiedTime(file) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static void write(Set<Path> sources, Path target) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                for (Path file : files(source)) {
                    String name = source.relativize(file).toString().replace('\\', '/');
                    add(entries, name, Files.readAllBytes(file));
                }
            } else {
                addJar(entries, source);
            }
        }
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                JarEntry header = new JarEntry(entry.getKey());
                header.setTime(0);
                jar.putNextEntry(header);
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
    }

    private static void addJar(Map<String, byte[]> entries, Path source) throws IOException {
        try (JarFile jar = new JarFile(source.toFile())) {
            Enumeration<JarEntry> all = jar.entries();
            while (all.hasMoreElements()) {
                JarEntry entry = all.nextElement();
                if (!entry.isDirectory() && !belongsToOneJar(entry.getName())) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        add(entries, entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    /** Manifests and signatures say something about the jar that they are in, not about another one. */
    private static boolean belongsToOneJar(String name) {
        return name.equals(JarFile.MANIFEST_NAME)
                || name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
                || name.equals("module-info.class");
    }

    private static void add(Map<String, byte[]> entries, String name, byte[] content) throws IOException {
        byte[] earlier = entries.putIfAbsent(name, content);
        if (earlier != null && name.startsWith("META-INF/services/")) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(earlier);
            both.write('\n');
            both.write(content);
            entries.put(name, both.toByteArray());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
