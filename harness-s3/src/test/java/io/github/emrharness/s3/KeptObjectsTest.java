package io.github.emrharness.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data directory and a port of the user's choice. */
@Timeout(120)
class KeptObjectsTest {

    @TempDir
    Path home;

    @TempDir
    Path data;

    @Test
    void the_next_server_finds_buckets_and_objects_again() throws IOException {
        try (ObjectStore store = open(Map.of())) {
            store.createBucket("kept");
            store.createBucket("empty");
            store.put("kept", "a/b c+d.txt", "first".getBytes(UTF_8));
            store.put("kept", "gone.txt", "gone".getBytes(UTF_8));
            store.delete("kept", "gone.txt");
        }

        try (ObjectStore store = open(Map.of())) {
            assertThat(store.bucketExists("empty")).isTrue();
            assertThat(store.list("kept", "")).extracting(StoredObject::key).containsExactly("a/b c+d.txt");
            assertThat(content(store, "kept", "a/b c+d.txt")).isEqualTo("first");
            store.put("kept", "a/b c+d.txt", "second".getBytes(UTF_8));
            assertThat(content(store, "kept", "a/b c+d.txt")).isEqualTo("second");
            store.deleteBucket("kept");
        }

        try (ObjectStore store = open(Map.of())) {
            assertThat(store.bucketExists("kept")).isFalse();
            assertThat(store.bucketExists("empty")).isTrue();
        }
    }

    @Test
    void it_listens_where_it_is_told_to() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        try (ObjectStore store = open(Map.of("emr.harness.s3.port", Integer.toString(port)))) {
            assertThat(store.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));
        }
    }

    @Test
    void a_port_in_use_is_told() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> open(Map.of("emr.harness.s3.port", Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching(
                            "S3 cannot listen on 127\\.0\\.0\\.1:" + taken.getLocalPort()
                                    + ": Address already in use.*\\. Stop the program that uses this port, or leave the port at 0 to take a free one\\.");
        }
    }

    @Test
    void a_port_that_is_none_is_refused() {
        assertThatThrownBy(() -> open(Map.of("emr.harness.s3.port", "65536")))
                .isInstanceOf(IOException.class)
                .hasMessage("The setting emr.harness.s3.port must be a port from 0 to 65535, but is \"65536\".");
    }

    private ObjectStore open(Map<String, String> settings) throws IOException {
        return new S3MockProvider().open(new WithData(new TestContext(home, settings), data));
    }

    private static String content(ObjectStore store, String bucket, String key) throws IOException {
        try (InputStream in = store.get(bucket, key)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private record WithData(TestContext context, Path data) implements HarnessContext {

        @Override
        public Optional<Path> dataDirectory(String name) {
            try {
                return Optional.of(Files.createDirectories(data.resolve(name)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String region() {
            return context.region();
        }

        @Override
        public String accessKeyId() {
            return context.accessKeyId();
        }

        @Override
        public String secretAccessKey() {
            return context.secretAccessKey();
        }

        @Override
        public URI emrEndpoint() {
            return context.emrEndpoint();
        }

        @Override
        public ObjectStore objectStore() {
            return context.objectStore();
        }

        @Override
        public Path directory(String name) {
            return context.directory(name);
        }

        @Override
        public Isolation isolation() {
            return context.isolation();
        }

        @Override
        public EngineLogLevel engineLogLevel() {
            return context.engineLogLevel();
        }

        @Override
        public Map<String, String> settings() {
            return context.settings();
        }
    }
}
