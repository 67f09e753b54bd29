package io.github.emrharness.benchmarks;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.StepConfig;

/** A thousand clusters with ten steps each, one after the other, over HTTP; then a thousand more. */
final class ManyClusters {

    static final int CLUSTERS = 1000;
    static final int STEPS = 10;

    private static final int WARM_UP = 300;
    private static final int MEASURED = 1000;

    private final Times clusterPages = new Times();
    private final Times stepPages = new Times();
    private long heapAtStart;
    private long heapAfterFirst;
    private long heapAfterSecond;

    Times clusterPages() {
        return clusterPages;
    }

    Times stepPages() {
        return stepPages;
    }

    /** Bytes that the heap has grown by for each cluster of the first thousand, after they have ended. */
    long bytesPerCluster() {
        return (heapAfterFirst - heapAtStart) / CLUSTERS;
    }

    /** The same for the second thousand. */
    long bytesPerLaterCluster() {
        return (heapAfterSecond - heapAfterFirst) / CLUSTERS;
    }

    void measure() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                EmrClient emr = client(harness)) {
            run(harness, emr, 20);
            heapAtStart = usedHeap();
            String last = run(harness, emr, CLUSTERS);
            heapAfterFirst = usedHeap();
            list(emr, last);
            run(harness, emr, CLUSTERS);
            heapAfterSecond = usedHeap();
        }
    }

    private static String run(EmrHarness harness, EmrClient emr, int clusters) {
        List<StepConfig> steps = IntStream.range(0, STEPS)
                .mapToObj(i -> StepConfig.builder()
                        .name("step-" + i)
                        .actionOnFailure(ActionOnFailure.TERMINATE_CLUSTER)
                        .hadoopJarStep(jar -> jar.jar("command-runner.jar").args(NothingEngineProvider.PROGRAM))
                        .build())
                .toList();
        String id = "";
        for (int i = 0; i < clusters; i++) {
            id = emr.runJobFlow(request -> request.name("one of many")
                            .releaseLabel("emr-7.10.0")
                            // Without any EMR takes Hadoop, whose daemons would start ahead.
                            .applications(
                                    Application.builder().name("ZooKeeper").build())
                            .serviceRole("EMR_DefaultRole")
                            .jobFlowRole("EMR_EC2_DefaultRole")
                            .instances(instances -> instances
                                    .instanceCount(1)
                                    .masterInstanceType("m5.xlarge")
                                    .keepJobFlowAliveWhenNoSteps(false))
                            .steps(steps))
                    .jobFlowId();
            ClusterState end = ClusterHandle.of(harness, id, Duration.ofMinutes(1))
                    .awaitEnd(Duration.ofMinutes(1))
                    .state();
            if (end != ClusterState.TERMINATED) {
                throw new IllegalStateException("Cluster " + id + " ended as " + end);
            }
        }
        return id;
    }

    private void list(EmrClient emr, String clusterId) {
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            long start = System.nanoTime();
            emr.listClusters();
            long middle = System.nanoTime();
            emr.listSteps(request -> request.clusterId(clusterId));
            long end = System.nanoTime();
            if (i >= WARM_UP) {
                clusterPages.add(middle - start);
                stepPages.add(end - middle);
            }
        }
    }

    private static EmrClient client(EmrHarness harness) {
        return EmrClient.builder()
                .endpointOverride(harness.emrEndpoint())
                .region(Region.of(harness.config().region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(harness.accessKeyId(), harness.secretAccessKey())))
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
}
