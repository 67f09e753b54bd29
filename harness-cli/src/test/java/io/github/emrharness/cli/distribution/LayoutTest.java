package io.github.emrharness.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script and the files beside it. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class LayoutTest {

    @TempDir
    Path temporary;

    @Test
    void the_class_path_names_every_jar_and_nothing_else() throws IOException {
        Path lib = Program.home().resolve("lib");
        List<String> named = new ArrayList<>();
        try (JarFile jar = new JarFile(lib.resolve("emr-harness.jar").toFile())) {
            for (String entry : jar.getManifest()
                    .getMainAttributes()
                    .getValue(Attributes.Name.CLASS_PATH)
                    .split(" ")) {
                named.add(entry.replaceFirst("^\\./", ""));
            }
        }
        named.add("emr-harness.jar");
        try (Stream<Path> jars = Files.list(lib)) {
            assertThat(jars.map(jar -> jar.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void it_runs_from_a_directory_with_spaces_through_symbolic_links() throws Exception {
        Path copy = temporary.resolve("a directory/with spaces");
        link(Program.home(), copy);
        Path absolute = Files.createSymbolicLink(temporary.resolve("first link"), copy.resolve("bin/emr-harness"));
        Path relative = Files.createSymbolicLink(temporary.resolve("second"), absolute.getFileName());

        try (Program program = Program.start(relative, Map.of(), temporary, "--version")) {
            assertThat(program.line()).startsWith("emr-harness ").doesNotContain("not packaged");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void another_java_is_refused_by_name() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.2", "16", "24", "25.0.1")) {
            Path java = fakeJava(version);

            try (Program program = startWith(java)) {
                assertThat(program.exitCode()).isEqualTo(1);
                assertThat(program.err())
                        .isEqualTo("emr-harness: Java 17 to 23 is needed, but " + java + "/bin/java is Java " + version
                                + ". (Hadoop 3.4 does not run on Java 24 and later.)"
                                + " Set JAVA_HOME to the directory of another.\n");
            }
        }
    }

    @Test
    void every_java_that_will_do_is_taken() throws Exception {
        for (String version : List.of("17", "17.0.15", "18-ea", "21.0.4", "23")) {
            try (Program program = startWith(fakeJava(version))) {
                assertThat(program.line()).as(version).isEqualTo("started");
            }
        }
    }

    @Test
    void a_java_home_without_java_is_told() throws Exception {
        try (Program program = startWith(temporary)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.err())
                    .isEqualTo("emr-harness: JAVA_HOME is " + temporary + ", but there is no " + temporary
                            + "/bin/java. Set it to the directory of a Java 17 to 23, or unset it.\n");
        }
    }

    private Program startWith(Path javaHome) throws IOException {
        return Program.start(
                Program.home().resolve("bin/emr-harness"),
                Map.of("JAVA_HOME", javaHome.toString()),
                temporary,
                "start");
    }

    private Path fakeJava(String version) throws IOException {
        Path home = temporary.resolve("java " + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java,
                """
                #!/bin/sh
                if [ "$1" = -version ]; then
                  echo 'openjdk version "%s" 2025-04-15' >&2
                else
                  echo started
                fi
                """
                        .formatted(version));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    /** Links to the jars; the scripts are copies, since they follow links to themselves. */
    private static void link(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file));
                if (file.getParent().endsWith("bin")) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.createSymbolicLink(target, file.toAbsolutePath());
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
