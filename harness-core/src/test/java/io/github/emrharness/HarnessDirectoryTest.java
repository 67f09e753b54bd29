package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarnessDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void nothing_is_left_after_the_end() throws IOException {
        try (HarnessDirectory directory = HarnessDirectory.create(parent)) {
            Files.createDirectories(directory.path().resolve("a/b"));
            Files.writeString(directory.path().resolve("a/b/c.txt"), "x");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void two_live_side_by_side() throws IOException {
        try (HarnessDirectory first = HarnessDirectory.create(parent);
                HarnessDirectory second = HarnessDirectory.create(parent)) {
            assertThat(first.path()).isNotEqualTo(second.path()).isDirectory();
            assertThat(second.path()).isDirectory();
        }
    }

    @Test
    void what_a_killed_jvm_left_is_deleted_by_the_next_one() throws IOException {
        Path abandoned = Files.createDirectory(parent.resolve("run-1234"));
        Files.writeString(abandoned.resolve("spark.log"), "x");
        Files.createFile(parent.resolve("run-1234.lock"));

        try (HarnessDirectory directory = HarnessDirectory.create(parent)) {
            assertThat(abandoned).doesNotExist();
            assertThat(parent.resolve("run-1234.lock")).doesNotExist();
            assertThat(directory.path()).isDirectory();
        }
    }

    @Test
    void the_lock_of_another_harness_in_this_jvm_is_not_touched() throws IOException {
        Path other = Files.createDirectory(
                parent.resolve("run-" + ProcessHandle.current().pid() + "-5"));
        Files.createFile(other.resolveSibling(other.getFileName() + ".lock"));

        HarnessDirectory.create(parent).close();

        assertThat(other).exists();
    }

    @Test
    void files_of_others_in_the_parent_are_left_alone() throws IOException {
        Files.writeString(parent.resolve("notes.txt"), "x");
        Files.createDirectory(parent.resolve("run-without-lock"));

        HarnessDirectory.create(parent).close();

        assertThat(parent.resolve("notes.txt")).exists();
        assertThat(parent.resolve("run-without-lock")).exists();
    }
}
