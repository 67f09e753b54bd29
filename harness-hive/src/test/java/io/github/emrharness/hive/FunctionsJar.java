package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar with functions as a user writes them, compiled against Hive. */
final class FunctionsJar {

    private static final Map<String, String> EVALUATIONS = Map.of(
            "Shout",
            "return s == null ? null : s.toUpperCase(java.util.Locale.ROOT) + \"!\";",
            "Fails",
            "throw new IllegalStateException(\"no \" + s);",
            "RunsOut",
            "throw new OutOfMemoryError(\"Java heap space of \" + s);",
            // Tells that it is there by a file of that name.
            "Waits",
            """
            try {
              java.nio.file.Files.write(java.nio.file.Paths.get(s), new byte[0]);
              Thread.sleep(Long.MAX_VALUE);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return s;
            """,
            // Adds a byte to the first of two files and waits for the second.
            "Meets",
            """
            java.nio.file.Path own = java.nio.file.Paths.get(s.split(" ")[0]);
            java.nio.file.Path other = java.nio.file.Paths.get(s.split(" ")[1]);
            try (java.nio.file.WatchService created = own.getFileSystem().newWatchService()) {
              other.getParent().register(created, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
              java.nio.file.Files.write(
                  own,
                  new byte[1],
                  java.nio.file.StandardOpenOption.CREATE,
                  java.nio.file.StandardOpenOption.APPEND);
              while (!java.nio.file.Files.exists(other)) {
                java.nio.file.WatchKey key = created.poll(60, java.util.concurrent.TimeUnit.SECONDS);
                if (key == null) {
                  throw new IllegalStateException("no " + other);
                }
                key.pollEvents();
                key.reset();
              }
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return s;
            """);

    private FunctionsJar() {}

    static byte[] make(Path directory) throws IOException {
        String libraries = HiveLibraries.find(directory).stream()
                .map(Path::toString)
                .filter(jar -> jar.contains("hive-exec") || jar.contains("hadoop-client-api"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<Source> sources = EVALUATIONS.entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        StringWriter errors = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        errors,
                        null,
                        null,
                        List.of("--release", "11", "-nowarn", "-cp", libraries, "-d", classes.toString(), "-proc:none"),
                        null,
                        sources)
                .call();
        assertThat(compiled).as(errors.toString()).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (String name : EVALUATIONS.keySet()) {
                String entry = "example/" + name + ".class";
                jar.putNextEntry(new ZipEntry(entry));
                Files.copy(classes.resolve(entry), jar);
            }
        }
        return bytes.toByteArray();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String name;
        private final String evaluation;

        Source(String name, String evaluation) {
            super(URI.create("string:///example/" + name + ".java"), JavaFileObject.Kind.SOURCE);
            this.name = name;
            this.evaluation = evaluation;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "package example; public class " + name + " extends org.apache.hadoop.hive.ql.exec.UDF {"
                    + " public String evaluate(String s) {" + evaluation + "} }";
        }
    }
}
