package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.Hdfs;
import io.github.emrharness.spi.HdfsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HdfsTest {

    private final EmrHarness harness = SharedHarness.get();
    private ClusterHandle cluster;
    private Hdfs hdfs;

    @BeforeAll
    void makeCluster() {
        cluster = ClusterHandle.of(harness, SharedHarness.cluster(harness, 2), Duration.ofMinutes(2));
        hdfs = cluster.hdfs();
    }

    @AfterAll
    void endCluster() {
        cluster.terminate();
    }

    @Test
    void what_is_put_can_be_read_listed_and_deleted(@TempDir Path local) throws IOException {
        Files.writeString(Files.createDirectories(local.resolve("year=2026")).resolve("b.txt"), "b\n");
        Files.writeString(local.resolve("a.txt"), "a\n");
        Files.writeString(local.resolve("_SUCCESS"), "");
        hdfs.put("/data/in", local);

        assertThat(hdfs.text("hdfs:///data/in/year=2026/b.txt")).isEqualTo("b\n");
        assertThat(hdfs.path("/data/in").names()).containsExactly("_SUCCESS", "a.txt", "year=2026/b.txt");
        assertThat(hdfs.path("/data/in/").lines()).containsExactly("a", "b");
        assertThat(hdfs.list("/data"))
                .extracting(HdfsFile::path, HdfsFile::isDirectory)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/data/in", true));
        HdfsFile status = hdfs.status("/data/in/a.txt");
        assertThat(status.size()).isEqualTo(2);
        assertThat(status.replication()).isEqualTo(1);
        assertThat(status.owner()).isEqualTo("hadoop");
        assertThat(status.group()).isEqualTo("hdfsadmingroup");
        assertThat(status.permission()).isEqualTo("rw-r--r--");

        hdfs.delete("/data");
        hdfs.delete("/data");
        assertThat(hdfs.exists("/data")).isFalse();
        assertThat(hdfs.path("/data").files()).isEmpty();
    }

    @Test
    void relative_paths_begin_at_the_home_of_hadoop() {
        hdfs.put("own.txt", "mine");

        assertThat(hdfs.text("/user/hadoop/own.txt")).isEqualTo("mine");
        assertThat(hdfs.uri("own.txt")).matches("hdfs://127\\.0\\.0\\.1:\\d+/user/hadoop/own\\.txt");
        assertThat(hdfs.text(hdfs.uri("own.txt"))).isEqualTo("mine");
    }

    @Test
    void contents_of_any_size_arrive_whole() {
        byte[] content = new byte[3 * 1024 * 1024 + 7];
        new Random(1).nextBytes(content);
        hdfs.put("/big", content);

        assertThat(Arrays.equals(hdfs.bytes("/big"), content)).isTrue();
    }

    @Test
    void what_goes_wrong_is_told_in_the_words_of_hdfs() {
        hdfs.mkdirs("/some/directory");

        assertThatThrownBy(() -> hdfs.text("/none"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("File does not exist: /none");
        assertThatThrownBy(() -> hdfs.put("/some/directory", "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/some/directory already exists as a directory");
        assertThatThrownBy(() -> hdfs.list("/none"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("File hdfs://127\\.0\\.0\\.1:\\d+/none does not exist\\.");
        assertThatThrownBy(() -> hdfs.text("s3://bucket/key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[s3://bucket/key] is not in HDFS: it must be a path, such as \"/data/in.csv\", or an address,"
                                + " such as \"hdfs:///data/in.csv\".");
    }
}
