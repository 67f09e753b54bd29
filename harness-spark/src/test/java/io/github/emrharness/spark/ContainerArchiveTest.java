package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.HarnessContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerArchiveTest {

    private static final String IN_CONTAINER = "org.apache.spark.deploy.yarn.ApplicationMaster";

    @TempDir
    Path root;

    /** As containers are started, one after the other. */
    @Test
    void from_the_third_use_on_spark_comes_from_an_archive() throws Exception {
        HarnessContext harness = TestHadoop.withoutHadoop(root);
        SparkSettings settings = SparkSettings.of(Map.of());
        try (SparkJvms jvms = new SparkJvms(harness)) {
            ContainerArchive first = new ContainerArchive(harness, settings, jvms, Runnable::run);
            assertThat(first.options()).isEmpty();
            first.stepEnded();
            Path ofOtherJars = Files.createDirectories(root.resolve("cache/classes/spark-of-old"));
            Path lastUse = Files.createFile(ofOtherJars.resolveSibling("spark-of-old.seen"));
            Files.setLastModifiedTime(lastUse, FileTime.from(Instant.now().minus(Duration.ofDays(31))));

            List<String> options = first.options();
            assertThat(options).singleElement().asString().contains("-Xlog:class+load=info:file=" + root);
            run(jvms, options);
            first.stepEnded();

            assertThat(first.options())
                    .first()
                    .asString()
                    .startsWith("-XX:SharedArchiveFile=" + root.resolve("cache").resolve("classes"));
            assertThat(ofOtherJars).doesNotExist();
            ContainerArchive ofAnotherJvm = new ContainerArchive(harness, settings, jvms, Runnable::run);
            assertThat(ofAnotherJvm.options()).isEqualTo(first.options());
            Path told = root.resolve("told");
            List<String> all = new ArrayList<>(List.of("-Xlog:class+load:file=" + told));
            all.addAll(first.options());
            run(jvms, all);
            assertThat(told)
                    .content()
                    .contains(
                            "org.apache.spark.util.SignalUtils$ source: shared objects file (top)",
                            IN_CONTAINER + " source: shared objects file (top)");
        }
    }

    @Test
    void without_a_cache_containers_start_without_it() throws Exception {
        HarnessContext harness = TestHadoop.withoutHadoop(root);
        Files.createFile(root.resolve("cache"));
        try (SparkJvms jvms = new SparkJvms(harness)) {
            ContainerArchive archive = new ContainerArchive(harness, SparkSettings.of(Map.of()), jvms, Runnable::run);
            assertThat(archive.options()).isEmpty();
            archive.close();
            archive.close();
        }
    }

    @Test
    void what_is_being_made_ends_with_the_harness() throws Exception {
        HarnessContext harness = TestHadoop.withoutHadoop(root);
        try (SparkJvms jvms = new SparkJvms(harness)) {
            var executor = Executors.newCachedThreadPool();
            ContainerArchive archive = new ContainerArchive(harness, SparkSettings.of(Map.of()), jvms, executor);
            assertThat(archive.options()).isEmpty();
            assertThat(archive.options()).hasSize(1);
            archive.stepEnded();

            executor.shutdownNow();
            archive.close();

            assertThat(ProcessHandle.current().children())
                    .noneMatch(child -> child.info().commandLine().orElse("").contains("ArchiveMain"));
            try (Stream<Path> left = Files.list(root.resolve("cache").resolve("classes"))) {
                assertThat(left).singleElement().asString().endsWith(".seen");
            }
        }
    }

    private void run(SparkJvms jvms, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        String jars = jvms.engineJars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", jars + File.pathSeparator + root, IN_CONTAINER, "--help"));
        assertThatThrownBy(() -> new ChildProgram(command).run(Duration.ofMinutes(2)))
                .hasMessageContaining("ended with code 1: ")
                .hasMessageContaining("Usage: org.apache.spark.deploy.yarn.ApplicationMaster [options]");
    }
}
