package io.github.emrharness.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.http.EmrEndpoint;
import io.github.emrharness.core.http.EmrEndpointOptions;
import io.github.emrharness.core.operations.EmrFixture;
import io.github.emrharness.core.operations.EmrServiceConfig;
import io.github.emrharness.core.operations.HarnessEmrService;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** 1,000 clusters with 10 steps each, of 20 clients at once, over HTTP. */
@Timeout(600)
class LoadTest {

    private static final int CLIENTS = 20;
    private static final int CLUSTERS_OF_A_CLIENT = 50;
    private static final int STEPS = 10;

    /** What may stay of a cluster that has ended, with its steps: the API tells of them as long as the harness lives. */
    private static final long BYTES_OF_A_CLUSTER = 64 * 1024;

    /** Nothing of all that is read may stay; this is for what the JVM and its other tests do meanwhile. */
    private static final long BYTES_OF_READING = 16 * 1024 * 1024;

    private final List<StepConfig> steps = IntStream.range(0, STEPS)
            .mapToObj(number -> EmrFixture.step("step " + number))
            .toList();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final CountDownLatch allEnded = new CountDownLatch(CLIENTS * CLUSTERS_OF_A_CLIENT);

    private HarnessEmrService service;
    private EmrEndpoint endpoint;
    private ExecutorService threads;

    @BeforeEach
    void start(@TempDir Path directory) {
        service = new HarnessEmrService(EmrServiceConfig.builder(directory)
                .stepRunners(() -> List.of(new NothingToDo()))
                .build());
        service.events().subscribe(event -> {
            if (event instanceof EmrEvent.ClusterChanged changed
                    && changed.cluster().isFinal()
                    && ended.add(changed.clusterId())) {
                allEnded.countDown();
            }
        });
        endpoint = EmrEndpoint.start(service, EmrEndpointOptions.defaults());
        threads = Executors.newFixedThreadPool(CLIENTS);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        endpoint.close();
        service.close();
    }

    @Test
    void a_thousand_clusters_of_twenty_clients_end_and_nothing_is_lost(TestReporter reporter) throws Exception {
        inParallel(this::listAll);
        long atStart = usedHeap();

        List<List<String>> created = inParallel(this::create);
        assertThat(allEnded.await(300, TimeUnit.SECONDS))
                .as("%s of the clusters have ended", ended.size())
                .isTrue();
        List<List<String>> listed = inParallel(this::listAll);
        inParallel(created, this::verify);
        long afterwards = usedHeap();
        inParallel(created, this::verify);
        long afterReading = usedHeap();

        assertThat(listed).allSatisfy(ids -> assertThat(ids)
                .hasSize(CLIENTS * CLUSTERS_OF_A_CLIENT)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(ended));
        reporter.publishEntry(
                "bytes that stay of a cluster",
                String.valueOf((afterwards - atStart) / (CLIENTS * CLUSTERS_OF_A_CLIENT)));
        assertThat(afterwards - atStart).isLessThan(CLIENTS * CLUSTERS_OF_A_CLIENT * BYTES_OF_A_CLUSTER);
        assertThat(afterReading - afterwards).isLessThan(BYTES_OF_READING);
    }

    private List<String> create(EmrClient client) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CLUSTERS_OF_A_CLIENT; i++) {
            String id = client.runJobFlow(EmrFixture.minimal()
                            .applyMutation(EmrFixture::transientCluster)
                            .steps(steps)
                            .build())
                    .jobFlowId();
            client.describeCluster(request -> request.clusterId(id));
            ids.add(id);
        }
        return ids;
    }

    private List<String> listAll(EmrClient client) {
        return client.listClustersPaginator().clusters().stream()
                .map(ClusterSummary::id)
                .toList();
    }

    private boolean verify(EmrClient client, List<String> ids) {
        for (String id : ids) {
            Cluster cluster =
                    client.describeCluster(request -> request.clusterId(id)).cluster();
            assertThat(cluster.status().state()).isEqualTo(ClusterState.TERMINATED);
            assertThat(cluster.status().stateChangeReason().code())
                    .isEqualTo(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED);
            assertThat(client.listSteps(request -> request.clusterId(id)).steps())
                    .hasSize(STEPS)
                    .extracting(step -> step.status().state())
                    .containsOnly(StepState.COMPLETED);
        }
        return true;
    }

    private <T> List<T> inParallel(Function<EmrClient, T> task) throws Exception {
        return inParallel(Collections.nCopies(CLIENTS, ""), (client, nothing) -> task.apply(client));
    }

    /** Gives each client one of the inputs, and waits for all. */
    private <I, T> List<T> inParallel(List<I> inputs, BiFunction<EmrClient, I, T> task) throws Exception {
        List<Future<T>> results = new ArrayList<>();
        for (I input : inputs) {
            results.add(threads.submit(() -> {
                try (EmrClient client = client()) {
                    return task.apply(client, input);
                }
            }));
        }
        List<T> all = new ArrayList<>();
        for (Future<T> result : results) {
            all.add(result.get(300, TimeUnit.SECONDS));
        }
        return all;
    }

    /** Does not try again, so that no error goes unseen. */
    private EmrClient client() {
        return EmrClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "one")))
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** Every step succeeds at once. */
    private static final class NothingToDo implements StepRunner {

        @Override
        public boolean claims(StepCommand command) {
            return true;
        }

        @Override
        public StepProcess start(StepContext context) {
            return new StepProcess() {
                @Override
                public CompletionStage<Integer> exitCode() {
                    return CompletableFuture.completedFuture(0);
                }

                @Override
                public void interrupt() {}

                @Override
                public void kill() {}
            };
        }
    }
}
