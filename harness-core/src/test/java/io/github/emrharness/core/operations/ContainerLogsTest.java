package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.StoredObject;
import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnApplication.FinalStatus;
import io.github.emrharness.spi.YarnApplication.State;
import io.github.emrharness.spi.YarnService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** What is archived of YARN's containers when a step ends. */
@Timeout(120)
class ContainerLogsTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final PlayedYarn yarn = new PlayedYarn();

    @TempDir
    Path directory;

    private EmrFixture emr;
    private String cluster;

    @BeforeEach
    void start() {
        store.createBucket("b");
        emr = new EmrFixture(directory, settings -> settings.stepRunners(List::of)
                .objectStore(() -> store)
                .yarn(() -> Optional.of(yarn)));
        cluster = emr.run(request -> request.logUri("s3n://b/logs"));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void each_application_that_has_ended_is_archived_once() throws IOException {
        yarn.applications.add(application("application_1_0001", State.FINISHED));
        yarn.applications.add(application("application_1_0002", State.RUNNING));

        step();
        assertThat(keys())
                .containsExactly(
                        "logs/" + cluster + "/containers/application_1_0001/container_1_0001_01_000001/stdout.gz");
        assertThat(new String(new GZIPInputStream(store.get("b", keys().get(0))).readAllBytes(), UTF_8))
                .isEqualTo("of application_1_0001");

        yarn.applications.set(1, application("application_1_0002", State.KILLED));
        step();
        step();
        assertThat(keys()).hasSize(2);
        assertThat(yarn.collected).containsExactly("application_1_0001", "application_1_0002");
    }

    @Test
    void a_failure_is_told_and_does_not_fail_the_step() throws IOException {
        yarn.failure = new IOException("The cluster is busy.");

        assertThat(Files.readString(step().logDirectory().resolve("controller")))
                .contains("WARN The logs of containers are not all archived: The cluster is busy.");
    }

    private StepSnapshot step() {
        StepConfig step = StepConfig.builder()
                .name("step")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").args("true"))
                .build();
        return emr.awaitStep(cluster, emr.add(cluster, step).get(0), StepState.COMPLETED);
    }

    private List<String> keys() throws IOException {
        return store.list("b", "logs/" + cluster + "/containers/").stream()
                .map(StoredObject::key)
                .toList();
    }

    private static YarnApplication application(String id, State state) {
        return new YarnApplication(
                id,
                "job",
                "SPARK",
                "hadoop",
                "default",
                state,
                FinalStatus.UNDEFINED,
                "",
                Instant.EPOCH,
                Optional.empty());
    }

    /** Knows what it is told to. */
    private static final class PlayedYarn implements YarnService {

        private final List<YarnApplication> applications = new ArrayList<>();
        private final List<String> collected = new ArrayList<>();
        private IOException failure;

        @Override
        public List<YarnApplication> applications(String clusterId) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return applications;
        }

        @Override
        public YarnApplication await(String clusterId, String applicationId, Duration atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void collectLogs(String clusterId, String applicationId, Path target) throws IOException {
            collected.add(applicationId);
            Path container = target.resolve(applicationId.replace("application", "container") + "_01_000001");
            Files.writeString(Files.createDirectories(container).resolve("stdout"), "of " + applicationId);
        }
    }
}
