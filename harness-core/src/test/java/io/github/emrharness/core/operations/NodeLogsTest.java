package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.NodeLogs;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;

class NodeLogsTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final CountDownLatch mayCollect = new CountDownLatch(1);

    @TempDir
    Path directory;

    private EmrFixture emr;
    private Optional<NodeLogs> logs = Optional.of(new PlayedLogs(Optional.empty()));

    @BeforeEach
    void start() {
        store.createBucket("b");
        emr = new EmrFixture(directory, settings -> settings.stepRunners(List::of)
                .objectStore(() -> store)
                .nodeLogs(() -> logs));
    }

    @AfterEach
    void stop() {
        mayCollect.countDown();
        emr.close();
    }

    @Test
    void a_cluster_has_ended_when_what_its_nodes_have_logged_is_archived() throws IOException {
        String cluster = emr.run(request -> request.logUri("s3n://b/logs"));

        emr.terminate(cluster);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATING);
        mayCollect.countDown();

        emr.awaitState(cluster, ClusterState.TERMINATED);
        assertThat(store.list("b", ""))
                .extracting(StoredObject::key)
                .containsExactly("logs/" + cluster + "/node/i-1/applications/hadoop-hdfs/namenode.log.gz");
        assertThat(new GZIPInputStream(store.get("b", store.list("b", "").get(0).key())).readAllBytes())
                .isEqualTo("of HDFS".getBytes(UTF_8));
    }

    @Test
    void a_failure_does_not_keep_the_cluster() throws IOException {
        logs = Optional.of(new PlayedLogs(Optional.of(new IOException("The daemons are gone."))));
        mayCollect.countDown();
        String cluster = emr.run(request -> request.logUri("s3n://b/logs"));

        emr.terminate(cluster);

        emr.awaitState(cluster, ClusterState.TERMINATED);
        assertThat(store.list("b", "")).isEmpty();
    }

    @Test
    void without_a_log_uri_or_logs_a_cluster_ends_at_once() {
        String without = emr.run();
        emr.terminate(without);
        assertThat(emr.state(without)).isEqualTo(ClusterState.TERMINATED);

        logs = Optional.empty();
        String unused = emr.run(request -> request.logUri("s3n://b/logs"));
        emr.terminate(unused);
        assertThat(emr.state(unused)).isEqualTo(ClusterState.TERMINATED);
    }

    /** The log of one daemon, once it may be collected. */
    private final class PlayedLogs implements NodeLogs {

        private final Optional<IOException> failure;

        PlayedLogs(Optional<IOException> failure) {
            this.failure = failure;
        }

        @Override
        public boolean exist(String clusterId) {
            return true;
        }

        @Override
        public void collect(String clusterId, Path target) throws IOException {
            try {
                mayCollect.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            Path hdfs = Files.createDirectories(target.resolve("node/i-1/applications/hadoop-hdfs"));
            Files.writeString(hdfs.resolve("namenode.log"), "of HDFS");
        }
    }
}
