package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void a_directory_that_is_missing_is_made() {
        Path directory = temporary.resolve("a/b");

        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(data.path()).isDirectory();
        }

        assertThat(directory).isDirectory();
    }

    @Test
    void only_one_harness_at_a_time_can_have_it() {
        try (DataDirectory first = DataDirectory.open(temporary)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> DataDirectory.open(temporary))
                    .withMessage("The data directory " + first.path() + " is in use by another EMR Harness (process "
                            + ProcessHandle.current().pid() + "). Stop that one, or name another directory.");
        }
        DataDirectory.open(temporary).close();
    }

    @Test
    void a_file_is_no_directory() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "The data directory " + file
                                + " cannot be used: there is a file of that name. Name a directory that this user can write to.");
    }

    @Test
    void a_harness_keeps_what_is_in_it_and_gives_it_up_when_it_is_closed() throws IOException {
        EmrHarnessConfig config = EmrHarnessConfig.defaults().withDataDirectory(temporary);
        try (EmrHarness harness = EmrHarness.start(config)) {
            assertThat(harness.directory()).isDirectory();
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmrHarness.start(config))
                    .withMessageStartingWith("The data directory " + temporary + " is in use");
            Files.writeString(temporary.resolve("kept"), "kept");
        }
        try (EmrHarness next = EmrHarness.start(config)) {
            assertThat(next.config()).isEqualTo(config);
            assertThat(temporary.resolve("kept")).hasContent("kept");
        }
    }

    @Test
    void the_api_listens_where_it_is_told_to() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
            EmrHarnessConfig taken = EmrHarnessConfig.defaults().withEmrPort(port);
            try (EmrHarness harness = EmrHarness.start(taken)) {
                assertThatThrownBy(harness::emrEndpoint)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageStartingWith("The EMR endpoint cannot listen on 127.0.0.1:" + port + ": ");
            }
        }
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults().withEmrPort(port))) {
            assertThat(harness.emrEndpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));
        }
    }
}
