package io.github.emrharness.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The small programs of {@code src/test/resources/programs}, compiled into a directory that no loader here sees. */
public final class Programs {

    private Programs() {}

    public static Path compileInto(Path directory) {
        try {
            Path sources = Path.of(Objects.requireNonNull(Programs.class.getResource("/programs"))
                    .toURI());
            Files.createDirectories(directory);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (Stream<Path> files = Files.list(sources);
                    StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
                List<Path> all = files.toList();
                boolean ok = compiler.getTask(
                                null,
                                manager,
                                null,
                                List.of(
                                        "-d",
                                        directory.toString(),
                                        "-encoding",
                                        "UTF-8",
                                        "-proc:none",
                                        "--release",
                                        "17"),
                                null,
                                manager.getJavaFileObjectsFromPaths(all))
                        .call();
                if (!ok) {
                    throw new IllegalStateException("The programs do not compile.");
                }
            }
            Files.delete(directory.resolve("Missing.class"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Packs a directory; the manifest is the caller's to fill. */
    public static Path jar(Path target, Path directory, Consumer<Attributes> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.accept(manifest.getMainAttributes());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target), manifest);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
        return target;
    }
}
