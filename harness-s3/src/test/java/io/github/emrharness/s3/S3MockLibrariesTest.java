package io.github.emrharness.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3MockLibrariesTest {

    @TempDir
    Path cache;

    @Test
    void the_libraries_are_unpacked_as_jars_without_a_logging_binding() throws IOException {
        List<Path> jars = S3MockLibraries.jars(unpack());

        assertThat(jars.get(0)).hasFileName("0-classes.jar");
        assertThat(jars)
                .extracting(jar -> jar.getFileName().toString())
                .anyMatch(name -> name.startsWith("spring-webmvc-"))
                .anyMatch(name -> name.startsWith("tomcat-embed-core-"))
                .noneMatch(name -> name.startsWith("logback"))
                .noneMatch(name -> name.startsWith("log4j"));
        try (JarFile classes = new JarFile(jars.get(0).toFile())) {
            assertThat(classes.getEntry("com/adobe/testing/s3mock/S3MockApplication.class"))
                    .isNotNull();
        }
    }

    @Test
    void what_is_unpacked_is_used_again() throws IOException {
        Path first = unpack();
        var made = Files.getLastModifiedTime(first.resolve("0-classes.jar"));

        assertThat(unpack()).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.resolve("0-classes.jar"))).isEqualTo(made);
    }

    @Test
    void several_at_once_end_with_one_whole_directory() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Path> unpack = this::unpack;
            Set<Path> directories = new TreeSet<>();
            for (Future<Path> unpacked : threads.invokeAll(List.of(unpack, unpack, unpack, unpack))) {
                directories.add(unpacked.get());
            }
            assertThat(directories).hasSize(1);
            assertThat(entries(cache)).containsExactly(directories.iterator().next());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_damaged_directory_is_made_anew() throws IOException {
        Path directory = unpack();
        Path library = S3MockLibraries.jars(directory).get(1);
        long size = Files.size(library);
        Files.write(library, new byte[1]);

        assertThat(unpack()).isEqualTo(directory);
        assertThat(library).hasSize(size);
        assertThat(entries(cache)).containsExactly(directory);
    }

    @Test
    void a_cache_that_cannot_be_written_is_an_error_that_names_it() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));

        assertThatThrownBy(() -> S3MockLibraries.unpack(S3MockLibraries.executableJar(), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    private Path unpack() throws IOException {
        return S3MockLibraries.unpack(S3MockLibraries.executableJar(), cache);
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.collect(Collectors.toList());
        }
    }
}
