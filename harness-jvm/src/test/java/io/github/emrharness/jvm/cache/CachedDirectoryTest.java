package io.github.emrharness.jvm.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedDirectoryTest {

    @TempDir
    Path cache;

    private final AtomicInteger fills = new AtomicInteger();

    @Test
    void it_is_filled_once() throws IOException {
        Path first = get();

        assertThat(first.resolve("file")).hasContent("content");
        assertThat(get()).isEqualTo(first);
        assertThat(fills).hasValue(1);
        assertThat(cache).isDirectoryNotContaining(path -> !path.equals(first));
    }

    @Test
    void what_is_damaged_is_replaced() throws IOException {
        Path directory = get();
        Files.delete(directory.resolve("file"));

        assertThat(get().resolve("file")).hasContent("content");
        assertThat(cache).isDirectoryNotContaining(path -> !path.equals(directory));
    }

    @Test
    void the_one_that_is_ready_first_counts() throws IOException {
        Path target = CachedDirectory.get(cache, "name", CachedDirectoryTest::hasFile, directory -> {
            fill(directory);
            Path ofAnother = Files.createDirectories(cache.resolve("name"));
            Files.writeString(ofAnother.resolve("file"), "of another JVM");
        });

        assertThat(target.resolve("file")).hasContent("of another JVM");
        assertThat(cache).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void what_a_killed_jvm_has_left_goes_after_a_day() throws IOException {
        Path ofNow = Files.createDirectory(cache.resolve("making-1"));
        Path left = Files.createDirectory(cache.resolve("making-2"));
        Files.createFile(left.resolve("half"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        Path target = get();

        assertThat(cache.toFile().listFiles()).containsExactlyInAnyOrder(ofNow.toFile(), target.toFile());
    }

    @Test
    void a_failure_leaves_nothing() {
        assertThatThrownBy(() -> CachedDirectory.get(cache, "name", CachedDirectoryTest::hasFile, directory -> {
                    fill(directory);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(cache).isEmptyDirectory();
    }

    private Path get() throws IOException {
        return CachedDirectory.get(cache, "name", CachedDirectoryTest::hasFile, this::fill);
    }

    private static boolean hasFile(Path directory) {
        return Files.exists(directory.resolve("file"));
    }

    private void fill(Path directory) throws IOException {
        fills.incrementAndGet();
        Files.writeString(directory.resolve("file"), "content");
    }
}
