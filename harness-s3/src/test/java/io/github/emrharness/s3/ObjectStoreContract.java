package io.github.emrharness.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What an object store must do, wherever it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreContract {

    @TempDir
    Path home;

    private ObjectStore store;

    abstract Map<String, String> settings();

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        store = new S3MockProvider().open(new TestContext(directory, settings()));
        store.createBucket("contract");
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void the_endpoint_is_on_the_loopback_interface() {
        assertThat(store.endpoint()).hasScheme("http").hasHost("127.0.0.1").hasPath("");
        assertThat(store.endpoint().getPort()).isPositive();
    }

    @Test
    void what_was_put_can_be_read_back() throws IOException {
        store.put("contract", "greeting.txt", "hello".getBytes(UTF_8));

        assertThat(text("contract", "greeting.txt")).isEqualTo("hello");
        assertThat(store.exists("contract", "greeting.txt")).isTrue();
    }

    @Test
    void a_put_replaces_the_object_of_that_key() throws IOException {
        store.put("contract", "replaced", "a long first version".getBytes(UTF_8));
        store.put("contract", "replaced", "second".getBytes(UTF_8));

        assertThat(text("contract", "replaced")).isEqualTo("second");
        assertThat(store.list("contract", "replaced"))
                .singleElement()
                .extracting(StoredObject::size)
                .isEqualTo(6L);
    }

    @Test
    void an_object_may_be_empty() throws IOException {
        store.put("contract", "empty/_SUCCESS", new byte[0]);

        assertThat(text("contract", "empty/_SUCCESS")).isEmpty();
        assertThat(store.list("contract", "empty/"))
                .singleElement()
                .extracting(StoredObject::size)
                .isEqualTo(0L);
    }

    /** As the AWS CLI and boto3 upload over plain HTTP. */
    @Test
    void the_checksum_of_a_part_comes_back_if_it_was_sent_as_a_header() throws Exception {
        byte[] part = "part".getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(part);
        String checksum = Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        URI object = store.endpoint().resolve("/contract/with-checksum");
        String created = send(HttpRequest.newBuilder(URI.create(object + "?uploads"))
                        .header("x-amz-checksum-algorithm", "CRC32")
                        .POST(BodyPublishers.noBody()))
                .body();
        String id = created.replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");

        HttpResponse<String> uploaded = send(HttpRequest.newBuilder(URI.create(object + "?partNumber=1&uploadId=" + id))
                .header("x-amz-sdk-checksum-algorithm", "CRC32")
                .header("x-amz-checksum-crc32", checksum)
                .PUT(BodyPublishers.ofByteArray(part)));

        assertThat(uploaded.headers().firstValue("x-amz-checksum-crc32")).hasValue(checksum);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space.txt",
                "plus+sign.txt",
                "per%cent%20.txt",
                "äöü/日本語/naïve.txt",
                "emoji \uD83D\uDE80",
                "a&b<c>'d\"",
                "k=v/part-0000?x#y",
                "tilde~_-.!*()",
                "back\\slash",
                "double//slash",
                "trailing/"
            })
    void every_key_of_s3_is_a_key(String key) throws IOException {
        store.createBucket("odd-keys");
        store.put("odd-keys", key, key.getBytes(UTF_8));

        assertThat(text("odd-keys", key)).isEqualTo(key);
        assertThat(store.exists("odd-keys", key)).isTrue();
        assertThat(store.list("odd-keys", key)).extracting(StoredObject::key).contains(key);

        store.delete("odd-keys", key);
        assertThat(store.exists("odd-keys", key)).isFalse();
    }

    @Test
    void a_listing_has_the_objects_of_the_prefix_in_the_order_of_their_keys() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        store.createBucket("listed");
        for (String key : List.of("in/b", "in/a", "other", "in/a/1", "In/z")) {
            store.put("listed", key, key.getBytes(UTF_8));
        }

        assertThat(store.list("listed", "in/")).extracting(StoredObject::key).containsExactly("in/a", "in/a/1", "in/b");
        assertThat(store.list("listed", ""))
                .extracting(StoredObject::key)
                .containsExactly("In/z", "in/a", "in/a/1", "in/b", "other");
        assertThat(store.list("listed", "none/")).isEmpty();
        assertThat(store.list("listed", "other")).singleElement().satisfies(object -> {
            assertThat(object.uri()).isEqualTo("s3://listed/other");
            assertThat(object.size()).isEqualTo(5);
            assertThat(object.lastModified()).isAfter(before);
        });
    }

    @Test
    void a_listing_goes_over_the_thousand_keys_of_a_page() throws Exception {
        store.createBucket("many");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            keys.add("part-%05d".formatted(i));
        }
        putAll("many", keys);

        assertThat(store.list("many", "part-")).extracting(StoredObject::key).containsExactlyElementsOf(keys);

        store.deleteBucket("many");
        assertThat(store.bucketExists("many")).isFalse();
    }

    private void putAll(String bucket, List<String> keys) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> puts = new ArrayList<>();
            for (String key : keys) {
                puts.add(threads.submit(() -> {
                    store.put(bucket, key, key.getBytes(UTF_8));
                    return null;
                }));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_bucket_can_be_made_twice() throws IOException {
        store.createBucket("twice");
        store.put("twice", "kept", new byte[1]);
        store.createBucket("twice");

        assertThat(store.bucketExists("twice")).isTrue();
        assertThat(store.exists("twice", "kept")).isTrue();
    }

    @Test
    void deleting_what_is_not_there_does_nothing() throws IOException {
        store.delete("contract", "never-put");
        store.deleteBucket("never-made");
    }

    @Test
    void what_is_missing_is_named() throws IOException {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> store.get("contract", "no/such/key"))
                .withMessage("There is no object s3://contract/no/such/key.");
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> store.get("no-such-bucket", "key"))
                .withMessage("There is no bucket no-such-bucket.");
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> store.put("no-such-bucket", "key", new byte[1]))
                .withMessage("There is no bucket no-such-bucket.");
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> store.list("no-such-bucket", ""))
                .withMessage("There is no bucket no-such-bucket.");
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> store.delete("no-such-bucket", "key"))
                .withMessage("There is no bucket no-such-bucket.");
        assertThat(store.exists("no-such-bucket", "key")).isFalse();
        assertThat(store.bucketExists("no-such-bucket")).isFalse();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path missing = home.resolve("missing.csv").toAbsolutePath();

        assertThatThrownBy(() -> store.put("contract", "input/sales.csv", missing))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("Cannot put s3://contract/input/sales.csv: " + missing + " is not a file.");
    }

    @Test
    void a_bucket_name_that_s3_would_refuse_is_refused() {
        assertThatThrownBy(() -> store.createBucket("No_Such_Name"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot create the bucket No_Such_Name: Bucket name should not contain uppercase characters");
    }

    @Test
    void a_file_goes_in_whole() throws IOException {
        Path file = randomFile(3 << 20);

        store.put("contract", "file.bin", file);

        try (InputStream stored = store.get("contract", "file.bin")) {
            assertThat(stored.readAllBytes()).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void a_file_goes_in_by_parts() throws IOException {
        Path file = randomFile((12 << 20) + 17);
        try (S3Client s3 = S3Clients.create(store.endpoint(), "us-east-1")) {
            String eTag = new MultipartUpload(s3, "contract", "parts.bin", 5 << 20).put(file);

            assertThat(eTag).endsWith("-3\"");
            assertThat(s3.listMultipartUploads(r -> r.bucket("contract")).uploads())
                    .isEmpty();
        }

        try (InputStream stored = store.get("contract", "parts.bin")) {
            assertThat(stored.readAllBytes()).isEqualTo(Files.readAllBytes(file));
        }
    }

    /** As S3A does it: big parts, one after the other, and a ranged read at the end. */
    @Test
    void a_hundred_megabytes_go_in_by_parts_through_a_stock_client() {
        byte[] part = new byte[20 << 20];
        new Random(7).nextBytes(part);
        try (S3Client s3 = S3Clients.create(store.endpoint(), "us-east-1")) {
            String id = s3.createMultipartUpload(r -> r.bucket("contract").key("big.bin"))
                    .uploadId();
            List<CompletedPart> parts = new ArrayList<>();
            for (int number = 1; number <= 5; number++) {
                int partNumber = number;
                String eTag = s3.uploadPart(
                                r -> r.bucket("contract")
                                        .key("big.bin")
                                        .uploadId(id)
                                        .partNumber(partNumber),
                                RequestBody.fromBytes(part))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
            }
            s3.completeMultipartUpload(
                    r -> r.bucket("contract").key("big.bin").uploadId(id).multipartUpload(u -> u.parts(parts)));

            assertThat(s3.headObject(r -> r.bucket("contract").key("big.bin")).contentLength())
                    .isEqualTo(5L * part.length);
            byte[] tail = s3.getObjectAsBytes(
                            r -> r.bucket("contract").key("big.bin").range("bytes=-1000"))
                    .asByteArray();
            assertThat(tail).isEqualTo(Arrays.copyOfRange(part, part.length - 1000, part.length));
        }
    }

    private Path randomFile(int size) throws IOException {
        Path file = Files.createTempFile(home, "random", ".bin");
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(content);
        }
        return file;
    }

    private String text(String bucket, String key) throws IOException {
        try (InputStream content = store.get(bucket, key)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
