package io.github.emrharness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {

    private static final Connection CONNECTION = new Connection(
            URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"), "eu-west-1", "key", "secret");

    @TempDir
    Path temporary;

    private Path path;

    @BeforeEach
    void name() {
        path = temporary.resolve("ready.json");
    }

    @Test
    void it_has_what_a_client_needs_and_goes_with_the_harness() throws Exception {
        ReadyFile file = ReadyFile.at(path);
        assertThat(path).doesNotExist();

        file.write(CONNECTION);

        assertThat(path)
                .hasContent("{\"emr\":\"http://127.0.0.1:1\",\"s3\":\"http://127.0.0.1:2\",\"region\":\"eu-west-1\","
                        + "\"accessKeyId\":\"key\",\"secretAccessKey\":\"secret\"}");
        file.close();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void what_an_earlier_harness_left_goes_before_this_one_starts() throws Exception {
        Files.writeString(path, "{}");

        ReadyFile.at(path);

        assertThat(path).doesNotExist();
    }

    @Test
    void the_file_of_another_harness_stays() throws Exception {
        ReadyFile file = ReadyFile.at(path);
        file.write(CONNECTION);
        Files.writeString(path, "of another");

        file.close();

        assertThat(path).hasContent("of another");
    }

    @Test
    void nothing_is_written_once_the_harness_ends() throws Exception {
        ReadyFile file = ReadyFile.at(path);
        file.close();

        file.write(CONNECTION);

        assertThat(path).doesNotExist();
    }

    @Test
    void a_directory_is_refused_and_stays() throws IOException {
        Files.createDirectory(path);

        assertThatThrownBy(() -> ReadyFile.at(path))
                .isInstanceOf(StartException.class)
                .hasMessage("The ready file " + path + " cannot be written: it is not a regular file.");
        assertThat(path).isDirectory();
    }
}
