package io.github.emrharness.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.spi.HadoopService;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.Configuration;

class HadoopClustersTest {

    private final EmrHarness harness = SharedHarness.get();
    private final HadoopClusters clusters = of(harness);

    private static HadoopClusters of(EmrHarness harness) {
        return (HadoopClusters) harness.capability(HadoopService.class).orElseThrow();
    }

    @Test
    void a_cluster_has_an_hdfs_and_a_yarn_of_its_own() throws IOException {
        String one = SharedHarness.cluster(harness, 3);
        String other = SharedHarness.cluster(harness, 1);

        Map<String, String> first = clusters.yarn(one);
        Map<String, String> second = clusters.yarn(other);
        put(one, "/user/hadoop/a.txt", "hello");

        assertThat(first.get("fs.defaultFS")).startsWith("hdfs://127.0.0.1:");
        assertThat(second.get("fs.defaultFS")).isNotEqualTo(first.get("fs.defaultFS"));
        assertThat(second.get("yarn.resourcemanager.address"))
                .startsWith("127.0.0.1:")
                .isNotEqualTo(first.get("yarn.resourcemanager.address"));
        assertThat(clusters.hdfs(one)).containsEntry("fs.defaultFS", first.get("fs.defaultFS"));
        assertThat(read(one, "/user/hadoop/a.txt")).isEqualTo("hello");
        assertThatThrownBy(() -> read(other, "/user/hadoop/a.txt"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("File does not exist: /user/hadoop/a.txt");
        assertThat(nodes(one))
                .containsOnly(
                        entry("core-1/datanode", "true"),
                        entry("core-1/nodemanager", "true"),
                        entry("core-2/datanode", "true"),
                        entry("core-2/nodemanager", "true"));
        assertThat(nodes(other)).containsOnly(entry("master/datanode", "true"), entry("master/nodemanager", "true"));

        SharedHarness.terminate(harness, one);
        assertThatThrownBy(() -> clusters.hdfs(one))
                .isInstanceOf(IOException.class)
                .hasMessage("The cluster " + one + " has ended, and its HDFS and YARN with it.");
        put(other, "/user/hadoop/b.txt", "still here");
        assertThat(read(other, "/user/hadoop/b.txt")).isEqualTo("still here");
        SharedHarness.terminate(harness, other);
    }

    @Test
    void nothing_of_an_ended_cluster_stays_in_memory() throws Exception {
        String warm = SharedHarness.cluster(harness, 2);
        Map<String, String> unused = clusters.yarn(warm);
        SharedHarness.terminate(harness, warm);
        String living = SharedHarness.cluster(harness, 2);
        unused = clusters.yarn(living);
        for (int i = 0; i < 2; i++) {
            String ended = SharedHarness.cluster(harness, 2);
            unused = clusters.yarn(ended);
            SharedHarness.terminate(harness, ended);
        }

        // Their daemons end in the background.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Map<String, Integer> alive = DaemonsInMemory.count();
        while (alive.values().stream().anyMatch(count -> count > 1) && System.nanoTime() < deadline) {
            alive = DaemonsInMemory.count();
        }

        assertThat(alive)
                .as("the daemons of the one cluster that lives")
                .containsOnly(
                        entry("NameNode", 1),
                        entry("DataNode", 1),
                        entry("ResourceManager", 1),
                        entry("NodeManager", 1));
        SharedHarness.terminate(harness, living);
    }

    @Test
    void a_cluster_that_the_harness_does_not_know_has_none() {
        assertThatThrownBy(() -> clusters.hdfs("j-NONE"))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no cluster j-NONE, so it has no HDFS and no YARN.");
    }

    @Test
    void the_classifications_of_the_cluster_go_before_what_emr_sets() throws IOException {
        String cluster = SharedHarness.cluster(
                harness,
                2,
                Configuration.builder()
                        .classification("hdfs-site")
                        .properties(
                                Map.of("dfs.blocksize", "1048576", "dfs.namenode.fs-limits.max-component-length", "20"))
                        .build());

        assertThat(clusters.hdfs(cluster))
                .containsEntry("dfs.blocksize", "1048576")
                .containsEntry("dfs.replication", "1");
        assertThatThrownBy(() -> put(cluster, "/a-name-of-more-than-twenty-characters-", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is exceeded: limit=20 length=38");
        SharedHarness.terminate(harness, cluster);
    }

    @Test
    void clusters_begin_and_end_while_daemons_start() throws Exception {
        String used = SharedHarness.cluster(harness, 1);
        Map<String, String> unused = clusters.hdfs(used);

        // Held by who starts daemons, for seconds.
        synchronized (clusters) {
            CompletableFuture.runAsync(() -> {
                        SharedHarness.terminate(harness, SharedHarness.cluster(harness, 3));
                        SharedHarness.terminate(harness, used);
                    })
                    .get(60, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> clusters.hdfs(used))
                .isInstanceOf(IOException.class)
                .hasMessage("The cluster " + used + " has ended, and its HDFS and YARN with it.");
    }

    @Test
    void nothing_stays_when_the_harness_is_closed() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (EmrHarness own = EmrHarness.start(EmrHarnessConfig.defaults())) {
            of(own).yarn(SharedHarness.cluster(own, 2));
        }

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .filter(thread ->
                                String.valueOf(thread.getThreadGroup()).contains("engine-"))
                        // Its threads end by themselves when they have nothing to do.
                        .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool-"))
                        .map(Thread::getName)
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    private void put(String cluster, String path, String text) throws IOException {
        try (InputStream done = clusters.process(cluster)
                .ask("put", Map.of("cluster", cluster, "path", path), new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            assertThat(done.readAllBytes()).isEmpty();
        }
    }

    private String read(String cluster, String path) throws IOException {
        try (InputStream content = clusters.process(cluster)
                .ask("read", Map.of("cluster", cluster, "path", path), InputStream.nullInputStream())) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private Map<String, String> nodes(String cluster) throws IOException {
        return clusters.process(cluster).requestMap("nodes", Map.of("cluster", cluster));
    }
}
