package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetLocation;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3BucketTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final OwnBuckets buckets = new OwnBuckets(() -> store, "DailySales Test");
    private final List<DatasetLocation> read = new ArrayList<>();
    private final Datasets datasets = new Datasets(() -> Optional.of(location -> {
        read.add(location);
        return new DatasetContent(List.of(new DatasetContent.Column("n", "int")), List.of(List.of(1)));
    }));
    private final S3Bucket bucket = bucket(buckets.name());

    private S3Bucket bucket(String name) {
        return new S3Bucket(name, () -> buckets.storeWith(name), this::bucket, datasets);
    }

    @Test
    void the_bucket_has_a_name_that_S3_allows_and_is_made_when_it_is_needed() {
        assertThat(bucket.name()).matches("dailysales-test-[0-9a-f]{8}");
        assertThat(OwnBuckets.bucketName("_".repeat(9) + "Ä".repeat(3))).matches("emr-[0-9a-f]{8}");
        assertThat(OwnBuckets.bucketName("x".repeat(80))).hasSizeLessThan(64);
        assertThat(store.bucketNames()).isEmpty();
        bucket.put("a", "1");
        assertThat(store.bucketNames()).containsExactly(bucket.name());
    }

    @Test
    void keys_addresses_and_the_placeholder_mean_the_same() {
        bucket.put("input/a.txt", "héllo");
        assertThat(bucket.text("s3://{bucket}/input/a.txt")).isEqualTo("héllo");
        assertThat(bucket.text("s3a://" + bucket.name() + "/input/a.txt")).isEqualTo("héllo");
        assertThat(bucket.uri("input/a.txt")).isEqualTo("s3://" + bucket.name() + "/input/a.txt");
        bucket.delete("input/a.txt");
        assertThat(bucket.exists("input/a.txt")).isFalse();
    }

    @Test
    void puts_files_folders_and_resources(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/x.csv"), "x");
        bucket.put("one.csv", folder.resolve("sub/x.csv"));
        bucket.put("in/", folder.resolve("sub/x.csv"));
        bucket.put("tree", folder);
        bucket.putResource("res", "handles/folder");
        bucket.putResource("jar/", "org/junit/jupiter/api/Test.class");
        assertThat(bucket.list().stream().map(StoredObject::key))
                .containsExactly(
                        "in/x.csv", "jar/Test.class", "one.csv", "res/deeper/two.csv", "res/one.csv", "tree/sub/x.csv");
        bucket.deleteAll("res/");
        assertThat(bucket.list("res/")).isEmpty();
    }

    @Test
    void a_missing_object_is_told_with_what_there_is_instead() {
        bucket.put("in/orders.csv", "1,2");
        assertThatThrownBy(() -> bucket.text("in/ordersX"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "There is no object s3://%1$s/in/ordersX. Under s3://%1$s/in/ there is: orders.csv (3 B).",
                        bucket.name());
        assertThatThrownBy(() -> bucket.text("out/x/y"))
                .hasMessage(
                        "There is no object s3://%1$s/out/x/y. Under s3://%1$s/ there is: in/orders.csv (3 B).",
                        bucket.name());
        assertThatThrownBy(() -> bucket.text("s3://elsewhere/x"))
                .hasMessage("There is no object s3://elsewhere/x. There is no bucket [elsewhere] either.");
    }

    @Test
    void bad_input_is_named() {
        assertThatThrownBy(() -> bucket.put("/input", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[/input] is neither a key, such as \"input/sales.csv\", nor an address, such as"
                        + " \"s3://{bucket}/input/sales.csv\".");
        assertThatThrownBy(() -> bucket.list("hdfs://x/y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.text("s3:///x")).hasMessage("The address [s3:///x] names no bucket.");
        assertThatThrownBy(() -> bucket.put("x", Path.of("no-such-file")))
                .hasMessage("There is no file or folder ["
                        + Path.of("no-such-file").toAbsolutePath() + "] to put to s3://" + bucket.name() + "/x.");
        assertThatThrownBy(() -> bucket.putResource("x", "/no/such"))
                .hasMessage("There is no resource [no/such] on the class path of the test.");
    }

    @Test
    void buckets_that_were_made_are_deleted_and_others_are_not() {
        store.createBucket("was-there");
        bucket.bucket("was-there").put("k", "v");
        bucket.bucket("another").put("k", "v");
        assertThat(bucket.prefix("s3://never-made/x").toString()).isEqualTo("s3://never-made/x");
        buckets.delete();
        assertThat(store.bucketNames()).containsExactly("was-there");
    }

    @Test
    void a_prefix_tells_data_from_what_readers_skip() throws IOException {
        bucket.put("out/part-1.csv", "c\nd\n");
        bucket.put("out/part-0.csv.gz", gzip("a\nb\n"));
        bucket.put("out/_SUCCESS", "");
        bucket.put("out/_temporary/0/part-9", "no");
        bucket.put("out/.part-0.crc", "no");
        S3Prefix prefix = bucket.prefix("out/");
        assertThat(prefix.names())
                .containsExactly(".part-0.crc", "_SUCCESS", "_temporary/0/part-9", "part-0.csv.gz", "part-1.csv");
        assertThat(prefix.text()).isEqualTo("a\nb\nc\nd\n");
        assertThat(prefix.lines()).containsExactly("a", "b", "c", "d");
        assertThat(bucket.prefix("out").names()).isEqualTo(prefix.names());
    }

    @Test
    void a_dataset_is_read_once_in_the_format_that_its_files_show() {
        bucket.put("out/part-0.snappy.parquet", "?");
        bucket.put("out/_SUCCESS", "");
        Dataset dataset = bucket.prefix("out/").dataset();
        assertThat(dataset.rows()).containsExactly(Row.row(1));
        assertThat(dataset.schema()).isEqualTo("n int");
        assertThat(read).containsExactly(new DatasetLocation(bucket.uri("out/"), "parquet", Map.of()));
    }

    @Test
    void csv_is_read_with_inferred_types_and_the_options_given() {
        Dataset dataset = bucket.prefix("out/").dataset().csv().header().option("sep", ";");
        assertThat(dataset.size()).isOne();
        assertThat(read)
                .containsExactly(new DatasetLocation(
                        bucket.uri("out/"), "csv", Map.of("inferSchema", "true", "header", "true", "sep", ";")));
    }

    @Test
    void a_format_that_cannot_be_guessed_is_asked_for() {
        assertThatThrownBy(() -> bucket.prefix("out/").dataset().rows())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The format of " + bucket.uri("out/") + " cannot be guessed from the names of its files;"
                        + " there is nothing. Has the step written to another place?");
        bucket.put("out/a.csv", "1");
        bucket.put("out/b.json", "{}");
        assertThatThrownBy(() -> bucket.prefix("out/").dataset().rows())
                .hasMessage("The format of " + bucket.uri("out/") + " cannot be guessed from the names of its files;"
                        + " there is: out/a.csv (1 B), out/b.json (2 B). Name the format, as in dataset(...).csv().");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
