package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepRunner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.EmrException;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

class EmrHarnessTest {

    @Test
    void a_stock_client_gets_a_cluster_that_waits_for_steps() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                EmrClient client = client(harness)) {
            String id = client.runJobFlow(cluster("Spark")).jobFlowId();

            assertThat(client.describeCluster(request -> request.clusterId(id))
                            .cluster()
                            .status()
                            .state())
                    .isEqualTo(ClusterState.WAITING);
            assertThat(harness.cluster(id))
                    .hasValueSatisfying(cluster -> assertThat(cluster.name()).isEqualTo("nightly"));
        }
    }

    @Test
    void other_keys_are_refused_unless_signatures_are_ignored() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                EmrClient client = client(harness, "test", "test")) {
            assertThatExceptionOfType(EmrException.class)
                    .isThrownBy(client::listClusters)
                    .withMessageContaining("The access key id is 'test', which is not known here")
                    .withMessageContaining("emr.harness.signatures=ignore");
        }
        EmrHarnessConfig ignoring =
                EmrHarnessConfig.defaults().withSettings(Map.of(EmrHarnessConfig.SIGNATURES, "ignore"));
        try (EmrHarness harness = EmrHarness.start(ignoring);
                EmrClient client = client(harness, "test", "test")) {
            assertThat(client.listClusters().clusters()).isEmpty();
        }
    }

    @Test
    void a_wrong_setting_for_signatures_is_named() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> EmrHarnessConfig.defaults().withSettings(Map.of(EmrHarnessConfig.SIGNATURES, "no")))
                .withMessage("The setting emr.harness.signatures must be \"verify\" or \"ignore\", not \"no\".");
    }

    @Test
    void a_setting_names_the_roles_that_exist() {
        EmrHarnessConfig config = EmrHarnessConfig.defaults()
                .withSettings(Map.of(
                        EmrHarnessConfig.IAM_ROLES, "EMR_DefaultRole  EMR_EC2_DefaultRole",
                        EmrHarnessConfig.MISSING_IAM_ROLES, "EMR_DefaultRole"));
        try (EmrHarness harness = EmrHarness.start(config);
                EmrClient client = client(harness)) {
            String id = client.runJobFlow(cluster("Spark")).jobFlowId();

            assertThat(harness.cluster(id).orElseThrow().stateChangeReason().message())
                    .isEqualTo("Service role arn:aws:iam::123456789012:role/EMR_DefaultRole is invalid");
            assertThatExceptionOfType(EmrException.class)
                    .isThrownBy(() -> client.runJobFlow(
                            cluster("Spark").toBuilder().jobFlowRole("other").build()))
                    .withMessageStartingWith("Invalid InstanceProfile: other.");
        }
    }

    @Test
    void nothing_is_left_when_it_is_closed() {
        EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
        URI endpoint = harness.emrEndpoint();
        Path directory = harness.directory();
        assertThat(directory).isDirectory();

        harness.close();
        harness.close();

        assertThat(directory).doesNotExist();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close());
        assertThatThrownBy(harness::emrEndpoint)
                .hasMessage("The harness is closed: its endpoint of the EMR API cannot be started any more.");
    }

    @Test
    void a_missing_object_store_is_named_with_its_artefact() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults())) {
            assertThatThrownBy(harness::objectStore)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("There is no object store on the class path, so nothing can be read from or written to"
                            + " s3://. Add the dependency io.github.emrharness:emr-harness-s3 (emr-harness-junit5"
                            + " brings it along).");
        }
    }

    @Test
    void an_engine_warms_up_when_a_cluster_declares_its_application_and_ends_with_the_harness(@TempDir Path services)
            throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        RecordingEngine engine;
        try (URLClassLoader loader = loaderThatOffers(RecordingProvider.class, services)) {
            Thread.currentThread().setContextClassLoader(loader);
            try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults())) {
                harness.service().execute(cluster("Hive"));
                engine = harness.capability(RecordingEngine.class).orElseThrow();
                assertThat(engine.warm.getCount()).isEqualTo(1);

                harness.service().execute(cluster("spark"));

                assertThat(engine.warm.await(60, TimeUnit.SECONDS)).isTrue();
                assertThat(engine.context.directory("spark")).isDirectory().hasParent(harness.directory());
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(engine.closed.get()).isEqualTo("closed");
    }

    private static URLClassLoader loaderThatOffers(Class<? extends EngineProvider> provider, Path directory)
            throws IOException {
        Path file = directory.resolve("META-INF/services/" + EngineProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, provider.getName());
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, EmrHarnessTest.class.getClassLoader());
    }

    private static RunJobFlowRequest cluster(String application) {
        return RunJobFlowRequest.builder()
                .name("nightly")
                .releaseLabel("emr-7.10.0")
                .serviceRole("EMR_DefaultRole")
                .jobFlowRole("EMR_EC2_DefaultRole")
                .applications(a -> a.name(application))
                .instances(
                        i -> i.masterInstanceType("m5.xlarge").instanceCount(1).keepJobFlowAliveWhenNoSteps(true))
                .build();
    }

    private static EmrClient client(EmrHarness harness) {
        return client(harness, harness.accessKeyId(), harness.secretAccessKey());
    }

    private static EmrClient client(EmrHarness harness, String accessKeyId, String secretAccessKey) {
        return EmrClient.builder()
                .endpointOverride(harness.emrEndpoint())
                .region(Region.of(harness.config().region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                .build();
    }

    /** Offers an engine that only notes what is done to it. */
    public static final class RecordingProvider implements EngineProvider {

        @Override
        public String application() {
            return "Spark";
        }

        @Override
        public Engine create(HarnessContext context) {
            return new RecordingEngine(context);
        }
    }

    private static final class RecordingEngine implements Engine {

        private final HarnessContext context;
        private final CountDownLatch warm = new CountDownLatch(1);
        private final AtomicReference<String> closed = new AtomicReference<>("open");

        RecordingEngine(HarnessContext context) {
            this.context = context;
        }

        @Override
        public List<StepRunner> stepRunners() {
            return List.of();
        }

        @Override
        public void warmUp() {
            warm.countDown();
        }

        @Override
        public <T> Optional<T> capability(Class<T> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public void close() {
            closed.set("closed");
        }
    }
}
