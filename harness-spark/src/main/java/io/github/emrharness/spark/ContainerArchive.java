package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaArgumentFile;
import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import io.github.emrharness.spi.HarnessContext;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of Spark as the JVM keeps them for the next one of its kind (class-data sharing), which halves what containers
 * that are JVMs of their own need to start. Making that costs as much as several containers: it is done for the second step
 * with such containers, in the background after it, from what its containers have loaded, and kept in the user's cache.
 */
final class ContainerArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerArchive.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String FILE = "spark.jsa";

    /** A file that is there, beside an archive, from the first use of its jars on, and is as old as the last. */
    private static final String SEEN = ".seen";

    private static final Duration KEPT = Duration.ofDays(30);

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final Executor executor;
    private boolean begun;
    private final CompletableFuture<Void> made = new CompletableFuture<>();

    ContainerArchive(HarnessContext harness, SparkSettings settings, SparkJvms jvms, Executor executor) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.executor = executor;
    }

    /** Options for JVMs whose class path begins with the {@linkplain SparkJvms#engineJars() jars of Spark}. */
    List<String> options() {
        try {
            return optionsByCache();
        } catch (IOException e) {
            LOG.debug("Containers start without an archive of Spark's classes", e);
            return List.of();
        }
    }

    private synchronized List<String> optionsByCache() throws IOException {
        List<Path> jars = jvms.engineJars();
        if (!jars.stream().allMatch(Files::isRegularFile)) {
            return List.of();
        }
        Path directory = cache().resolve(name(jars));
        Path archive = directory.resolve(FILE);
        Path seen = seen(directory);
        if (Files.exists(archive) && Files.exists(seen)) {
            Files.setLastModifiedTime(seen, FileTime.from(Instant.now()));
            // Should it not fit after all, the JVM does without it, and has nothing to tell to the user of the step.
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
        }
        if (!Files.exists(seen)) {
            Files.createDirectories(cache());
            Files.writeString(seen, "");
            return List.of();
        }
        Path lists = Files.createDirectories(lists());
        boolean records = !begun && lists.toString().indexOf(':') < 0;
        return records
                ? List.of("-Xlog:class+load=info:file=" + lists.resolve("%p.log") + ":none:filecount=0")
                : List.of();
    }

    /** To be called when a step on YARN has ended. */
    synchronized void stepEnded() {
        if (!begun && Files.exists(lists())) {
            begun = true;
            try {
                executor.execute(this::make);
            } catch (RejectedExecutionException closed) {
                made.complete(null);
            }
        }
    }

    /** Waits until nothing is being made any more, which an interrupt of the executor's threads ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (!begun) {
                begun = true;
                made.complete(null);
            }
        }
        made.join();
    }

    private void make() {
        try {
            List<Path> jars = jvms.engineJars();
            CachedDirectory.get(
                    cache(),
                    name(jars),
                    directory -> Files.exists(directory.resolve(FILE)),
                    directory -> fill(directory, jars));
            forgetOld(Instant.now().minus(KEPT));
        } catch (IOException | RuntimeException e) {
            // Containers do without it.
            LOG.debug("No archive of Spark's classes can be made", e);
        } finally {
            made.complete(null);
        }
    }

    /** Another class path, or another JVM, has another archive; those of some time ago are of no use any more. */
    private void forgetOld(Instant before) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(cache())) {
            files = all.filter(file -> file.toString().endsWith(SEEN)).toList();
        }
        for (Path seen : files) {
            if (Files.getLastModifiedTime(seen).toInstant().isBefore(before)) {
                Files.delete(seen);
                String name = seen.getFileName().toString();
                FileTree.delete(seen.resolveSibling(name.substring(0, name.length() - SEEN.length())));
            }
        }
    }

    private static Path seen(Path directory) {
        return directory.resolveSibling(directory.getFileName() + SEEN);
    }

    private void fill(Path directory, List<Path> jars) throws IOException {
        Path own = Files.createTempDirectory(harness.directory("spark"), "archive");
        try {
            Path classes = own.resolve("classes");
            Files.write(classes, loadedClasses());
            Map<String, String> properties = SparkDefaults.properties(harness, settings, null, own);
            Path propertiesFile = own.resolve("spark.properties");
            SparkProperties.write(properties, propertiesFile);
            List<String> options = new ArrayList<>(ForkedContainers.SHORT_LIVED);
            options.addAll(List.of("-XX:ArchiveClassesAtExit=" + directory.resolve(FILE), "-Xlog:disable"));
            jvms.systemProperties().forEach((name, value) -> options.add("-D" + name + "=" + value));
            InProcessLauncher.DEFAULT_OPENS.forEach(each -> options.add("--add-opens=" + each + "=ALL-UNNAMED"));
            options.addAll(
                    List.of("-cp", jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
            Path optionsFile = own.resolve("java.options");
            JavaArgumentFile.write(optionsFile, options);
            new ChildProgram(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + optionsFile,
                            "org.apache.spark.deploy.SparkSubmit",
                            "--master",
                            "local[" + settings.cores() + "]",
                            "--properties-file",
                            propertiesFile.toString(),
                            "--class",
                            "io.github.emrharness.spark.tools.ArchiveMain",
                            jar(jvms.tools(), own.resolve("tools.jar")).toString(),
                            String.valueOf(ProcessHandle.current().pid()),
                            classes.toString(),
                            own.toUri().toString()))
                    .environment(SparkDefaults.environment(Map.of(), own))
                    .directory(own)
                    .run(PATIENCE);
            if (!Files.exists(directory.resolve(FILE))) {
                throw new IOException("This JVM has written no archive");
            }
        } finally {
            FileTree.delete(own);
            FileTree.delete(lists());
        }
    }

    private static Path jar(Path classes, Path target) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
            }
        }
        return target;
    }

    /** Of those that have come from jars, and are not made up at run time. */
    private List<String> loadedClasses() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(lists())) {
            files = all.toList();
        }
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.filter(line -> line.contains(" source: file:"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .forEach(names::add);
            }
        }
        return names.stream().distinct().toList();
    }

    private Path lists() {
        return harness.directory("spark").resolve("loaded-classes");
    }

    private Path cache() {
        return CacheDirectory.find(harness.settings()).resolve("classes");
    }

    /** The JVM takes an archive for the same JVM and the same jars only. */
    private static String name(List<Path> jars) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        String jvm = System.getProperty("java.home") + " " + System.getProperty("java.vm.version");
        digest.update(jvm.getBytes(StandardCharsets.UTF_8));
        for (Path jar : jars) {
            BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
            String entry = "\n" + jar + " " + attributes.size() + " " + attributes.lastModifiedTime();
            digest.update(entry.getBytes(StandardCharsets.UTF_8));
        }
        return "spark-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
