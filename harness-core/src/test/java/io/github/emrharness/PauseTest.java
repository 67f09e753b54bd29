package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {

    @TempDir
    Path directory;

    @Test
    void lasts_until_the_file_is_deleted() throws Exception {
        Path file = directory.resolve("paused");
        Path other = Files.writeString(directory.resolve("other"), "");
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> pause = CompletableFuture.runAsync(
                () -> Pause.whileExists(directory, "paused", "look around", begun::countDown));

        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(file).hasContent("look around");
        Files.delete(other);
        assertThat(pause).isNotDone();
        Files.delete(file);

        assertThat(pause).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void an_interrupt_ends_it() {
        Path file = directory.resolve("paused");

        assertThatThrownBy(() -> Pause.whileExists(
                        directory, "paused", "", () -> Thread.currentThread().interrupt()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("The pause of the test was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void nobody_would_end_it_on_a_build_server() {
        assertThatThrownBy(() -> Pause.refuseUnattended(Map.of("CI", "true")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "emr.pause() waits for somebody who looks around, and nobody does where the variable CI is set."
                                + " Remove the call.");
        assertThatCode(() -> Pause.refuseUnattended(Map.of("HOME", "/home/me"))).doesNotThrowAnyException();
    }
}
