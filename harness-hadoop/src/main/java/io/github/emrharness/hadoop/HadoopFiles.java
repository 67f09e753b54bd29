package io.github.emrharness.hadoop;

import io.github.emrharness.spi.EngineLogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that Hadoop gets from the harness: our own classes that run beside it, nested libraries, the logging. */
final class HadoopFiles {

    /** Its classes see Hadoop, and nothing of the harness. */
    private static final String PACKAGE = "io/github/emrharness/hadoop/tools";

    private static final List<String> LIBRARIES = List.of(
            "reload4j.jar",
            "slf4j-reload4j.jar",
            "commons-cli.jar",
            "commons-collections4.jar",
            "commons-io.jar",
            "commons-lang3.jar",
            "jackson-databind.jar",
            "jackson-annotations.jar",
            "leveldbjni-all.jar",
            "mapreduce-on-yarn.jar",
            "snappy-java.jar",
            "bcprov.jar",
            "bcpkix.jar",
            "bcutil.jar");

    private final Path directory;

    private HadoopFiles(Path directory) {
        this.directory = directory;
    }

    static HadoopFiles in(Path directory, EngineLogLevel logLevel) throws IOException {
        HadoopFiles files = new HadoopFiles(directory);
        copyTools(Files.createDirectories(files.tools().resolve(PACKAGE)));
        for (String library : LIBRARIES) {
            copy(library, directory.resolve(library));
        }
        Files.writeString(files.log4jConfiguration(), log4jConfiguration(logLevel));
        return files;
    }

    /**
     * Puts the web pages of HDFS in front of Hadoop's jars: its web servers unpack theirs at each start, from a jar that takes
     * a second to read.
     */
    void unpackWebPages(HadoopClassPath hadoop) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(hadoop.daemons())) {
            for (String name : List.of("hdfs", "datanode", "static")) {
                copyAll(jar.getPath("webapps", name), tools().resolve("webapps").resolve(name));
            }
        }
    }

    /** The whole class path of a JVM with Hadoop. */
    List<Path> classPath(HadoopClassPath hadoop) {
        List<Path> all = new ArrayList<>();
        all.add(tools());
        all.addAll(hadoop.jars());
        LIBRARIES.forEach(library -> all.add(directory.resolve(library)));
        return all;
    }

    Path log4jConfiguration() {
        return directory.resolve("log4j.properties");
    }

    /** Holds what only JVMs in containers find on their class path: the configuration of their logs. */
    Path containerFiles() {
        return tools().resolve(PACKAGE).resolve("containers");
    }

    private Path tools() {
        return directory.resolve("tools");
    }

    /** Hadoop's own layout; to the stderr of the process that runs now, not of the one that was first. */
    private static String log4jConfiguration(EngineLogLevel level) {
        return """
                log4j.rootLogger=%s, console
                # EMR has Hadoop's native library; that it is missing here is no news.
                log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR
                log4j.appender.console=org.apache.log4j.ConsoleAppender
                log4j.appender.console.target=System.err
                log4j.appender.console.follow=true
                log4j.appender.console.layout=org.apache.log4j.PatternLayout
                log4j.appender.console.layout.ConversionPattern=%%d{ISO8601} %%p %%c{2}: %%m%%n
                """
                .formatted(level.name().toUpperCase(Locale.ROOT));
    }

    /** From the jar of this room, or from the directory of its classes. */
    private static void copyTools(Path target) throws IOException {
        // Beside this class: tests may have a package of that name, too.
        URL place = Objects.requireNonNull(HadoopFiles.class.getResource("HadoopFiles.class"));
        try {
            if (place.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                try (FileSystem jar = FileSystems.newFileSystem(
                        Path.of(connection.getJarFileURL().toURI()))) {
                    copyAll(jar.getPath(PACKAGE), target);
                }
            } else {
                copyAll(Path.of(place.toURI()).resolveSibling("tools"), target);
            }
        } catch (URISyntaxException e) {
            throw new IOException("The classes of harness-hadoop cannot be read from " + place, e);
        }
    }

    private static void copyAll(Path directory, Path target) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(directory.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream in = HadoopFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The jar of harness-hadoop lacks its resource " + resource);
            }
            Files.copy(in, target);
        }
    }
}
