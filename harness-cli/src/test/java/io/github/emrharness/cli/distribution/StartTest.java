package io.github.emrharness.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code emr-harness start}, from the first line to what is left. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class StartTest {

    @TempDir
    Path temporary;

    @Test
    void it_tells_how_to_connect_and_sigterm_leaves_nothing() throws Exception {
        Path file = temporary.resolve("ready.json");
        try (Program program = Program.start(temporary, "start", "--ready-file", file.toString())) {
            List<String> exports = program.lines(6);
            Map<String, String> ready = Program.object(Files.readString(file));

            assertThat(exports)
                    .containsExactly(
                            "export AWS_ENDPOINT_URL_EMR=" + ready.get("emr"),
                            "export AWS_ENDPOINT_URL_S3=" + ready.get("s3"),
                            "export AWS_REGION=us-east-1",
                            "export AWS_DEFAULT_REGION=us-east-1",
                            "export AWS_ACCESS_KEY_ID=" + ready.get("accessKeyId"),
                            "export AWS_SECRET_ACCESS_KEY=" + ready.get("secretAccessKey"));
            assertThat(ready).containsOnlyKeys("emr", "s3", "region", "accessKeyId", "secretAccessKey");
            try (Clients clients = Clients.of(ready)) {
                assertThat(clients.emr().listClusters().clusters()).isEmpty();
                assertThat(clients.s3().listBuckets().buckets()).isEmpty();
            }

            program.signal("TERM");

            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(file).doesNotExist();
            assertPortsAreClosed(ready);
            assertThat(harnessDirectory()).isEmptyDirectory();
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void ctrl_c_ends_it_as_well() throws Exception {
        try (Program program = Program.start(temporary, "start", "--json")) {
            Map<String, String> ready = program.ready();

            program.signal("INT");

            assertThat(program.exitCode()).isEqualTo(130);
            assertPortsAreClosed(ready);
            assertThat(harnessDirectory()).isEmptyDirectory();
        }
    }

    @Test
    void what_a_killed_one_leaves_is_swept_by_the_next() throws Exception {
        Path file = temporary.resolve("ready.json");
        String[] arguments = {"start", "--json", "--ready-file", file.toString()};
        try (Program killed = Program.start(temporary, arguments)) {
            Map<String, String> ready = killed.ready();
            killed.signal("KILL");
            assertThat(killed.exitCode()).isEqualTo(137);
            assertPortsAreClosed(ready);
            assertThat(harnessDirectory()).isNotEmptyDirectory();

            try (Program next = Program.start(temporary, arguments)) {
                Map<String, String> nextReady = next.ready();
                assertThat(Program.object(Files.readString(file))).containsEntry("emr", nextReady.get("emr"));
                next.signal("TERM");
                assertThat(next.exitCode()).isEqualTo(143);
            }
        }
        assertThat(harnessDirectory()).isEmptyDirectory();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_port_in_use_is_one_line_and_exit_code_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertFails("EMR endpoint", port, "--port", port);
            assertFails("Cannot start the object store: S3", port, "--s3-port", port);
        }
        assertThat(harnessDirectory()).isEmptyDirectory();
    }

    private void assertFails(String who, String port, String... options) throws Exception {
        String[] arguments =
                Stream.concat(Stream.of("start"), Stream.of(options)).toArray(String[]::new);
        try (Program program = Program.start(temporary, arguments)) {
            assertThat(program.line()).isNull();
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.err().lines())
                    .singleElement()
                    .asString()
                    .matches("emr-harness: (The )?" + who + " cannot listen on 127\\.0\\.0\\.1:" + port
                            + ": Address already in use.*\\. Stop the program that uses this port, or leave the port at 0"
                            + " to take a free one\\.");
        }
    }

    @Test
    void a_wrong_option_is_exit_code_2() throws Exception {
        try (Program program = Program.start(temporary, "start", "--redy-file", "x")) {
            assertThat(program.line()).isNull();
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .startsWith("Unknown options: '--redy-file', 'x'")
                    .contains("--ready-file");
        }
    }

    @Test
    void the_data_directory_keeps_objects_and_admits_one() throws Exception {
        String data = temporary.resolve("data").toString();
        try (Program first = Program.start(temporary, "start", "--json", "--data-dir", data)) {
            try (Clients clients = Clients.of(first.ready())) {
                clients.s3().createBucket(bucket -> bucket.bucket("kept"));
                clients.s3().putObject(put -> put.bucket("kept").key("a/b"), RequestBody.fromString("content"));
            }
            try (Program second = Program.start(temporary, "start", "--data-dir", data)) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.err())
                        .isEqualTo("emr-harness: The data directory " + data
                                + " is in use by another EMR Harness (process "
                                + first.handle().pid() + "). Stop that one, or name another directory.\n");
            }
            first.signal("KILL");
            assertThat(first.exitCode()).isEqualTo(137);
        }
        try (Program next = Program.start(temporary, "start", "--json", "--data-dir", data);
                Clients clients = Clients.of(next.ready())) {
            assertThat(clients.s3()
                            .getObjectAsBytes(get -> get.bucket("kept").key("a/b"))
                            .asUtf8String())
                    .isEqualTo("content");
        }
    }

    @Test
    void its_ports_can_be_chosen() throws Exception {
        int port;
        int s3Port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket free2 = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
            s3Port = free2.getLocalPort();
        }
        try (Program program = Program.start(
                temporary,
                "start",
                "--json",
                "--port",
                Integer.toString(port),
                "--s3-port",
                Integer.toString(s3Port))) {
            assertThat(program.ready())
                    .containsEntry("emr", "http://127.0.0.1:" + port)
                    .containsEntry("s3", "http://127.0.0.1:" + s3Port);
        }
    }

    private Path harnessDirectory() {
        return temporary.resolve("emr-harness-" + System.getProperty("user.name"));
    }

    private static void assertPortsAreClosed(Map<String, String> ready) {
        for (String endpoint : List.of(ready.get("emr"), ready.get("s3"))) {
            URI uri = URI.create(endpoint);
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(uri.getHost(), uri.getPort()).close());
        }
    }
}
