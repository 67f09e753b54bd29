package io.github.emrharness.jvm.forked;

import io.github.emrharness.jvm.JavaArgumentFile;
import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.launch.ChildMain;
import io.github.emrharness.jvm.launch.JavaMain;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A child's directory: its order, its report, the options of its {@code java} command, and its launcher. All of it is read
 * by the child alone, whose locale may know no letter beyond ASCII: what might have one goes in the order, which is a
 * properties file.
 */
final class ChildFiles {

    private static final List<Class<?>> LAUNCHER = List.of(ChildMain.class, JavaMain.class);

    private final Path directory;

    private ChildFiles(Path directory) {
        this.directory = directory;
    }

    static ChildFiles create() throws IOException {
        return new ChildFiles(Files.createTempDirectory("emr-harness-jvm-"));
    }

    Path order() {
        return directory.resolve("order.properties");
    }

    Path report() {
        return directory.resolve("report.properties");
    }

    /** Writes everything and gives the command to run. */
    List<String> write(JavaCommand command, Collection<String> opens) throws IOException {
        writeOrder(command);
        List<String> options = new ArrayList<>();
        for (String each : opens) {
            options.add("--add-opens=" + each + "=ALL-UNNAMED");
        }
        for (String name : List.of(
                "file.encoding", "sun.stdout.encoding", "sun.stderr.encoding", "stdout.encoding", "stderr.encoding")) {
            options.add("-D" + name + "=UTF-8");
        }
        options.addAll(command.jvmOptions());
        command.systemProperties().forEach((name, value) -> {
            if (isAscii(name) && isAscii(value)) {
                options.add("-D" + name + "=" + value);
            }
        });
        options.add("-cp");
        options.add(classPath(command));
        Path file = directory.resolve("java.options");
        JavaArgumentFile.write(file, options);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "@" + file, ChildMain.class.getName(), order().toString(), report().toString());
    }

    private void writeOrder(JavaCommand command) throws IOException {
        Properties order = new Properties();
        order.setProperty(
                ChildMain.PARENT, Long.toString(ProcessHandle.current().pid()));
        order.setProperty(ChildMain.MAIN_CLASS, command.mainClass());
        for (int i = 0; i < command.arguments().size(); i++) {
            order.setProperty(ChildMain.ARGUMENT + i, command.arguments().get(i));
        }
        order.setProperty(ChildMain.PROPERTY + "java.class.path", join(command.classPath()));
        order.setProperty(
                ChildMain.PROPERTY + "sun.java.command",
                String.join(
                        " ",
                        Stream.concat(Stream.of(command.mainClass()), command.arguments().stream())
                                .toList()));
        command.systemProperties().forEach((name, value) -> order.setProperty(ChildMain.PROPERTY + name, value));
        try (OutputStream out = Files.newOutputStream(order())) {
            order.store(out, null);
        }
    }

    private String classPath(JavaCommand command) throws IOException {
        List<Path> entries = new ArrayList<>();
        boolean asciiOnly = !isUtf8(command.environment());
        for (Path entry : command.classPath()) {
            entries.add(
                    asciiOnly && !isAscii(entry.toString()) && Files.exists(entry)
                            ? copy(entry, entries.size())
                            : entry);
        }
        entries.add(launcherJar());
        return join(entries);
    }

    /**
     * Gives an entry that the child could not open a name in ASCII. Not by a symbolic link: the JDK's loader resolves it to
     * the name that cannot be opened.
     */
    private Path copy(Path entry, int number) throws IOException {
        Path target = directory.resolve("entry-" + number + (Files.isRegularFile(entry) ? ".jar" : ""));
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(entry.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, file.equals(entry) ? target : copy);
                }
            }
        }
        return target;
    }

    private Path launcherJar() throws IOException {
        Path target = directory.resolve("launcher.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target))) {
            for (Class<?> type : LAUNCHER) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream in = Objects.requireNonNull(type.getResourceAsStream("/" + name), name)) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return target;
    }

    private static String join(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 128);
    }

    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return false;
    }

    /** What the child has left to say; empty if it was killed, or has halted. */
    Properties readReport() {
        Properties report = new Properties();
        if (Files.exists(report())) {
            try (InputStream in = Files.newInputStream(report())) {
                report.load(in);
            } catch (IOException | IllegalArgumentException cutShort) {
                report.clear();
            }
        }
        return report;
    }

    void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
