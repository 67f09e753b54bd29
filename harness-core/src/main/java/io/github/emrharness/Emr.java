package io.github.emrharness;

import io.github.emrharness.core.operations.EmrServiceException;
import io.github.emrharness.spi.DatasetReader;
import io.github.emrharness.spi.HiveService;
import io.github.emrharness.spi.YarnService;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsResponse;
import software.amazon.awssdk.services.emr.model.StepConfig;

/**
 * What a test holds: a cluster of its own in a harness, with a bucket of its own. Safe for use by many threads.
 *
 * <p>{@code @EmrTest} gives it to test methods; without JUnit, {@link #start} makes one.
 */
public final class Emr implements AutoCloseable {

    private final EmrHarness harness;
    private final ClusterSpec spec;
    private final OwnBuckets buckets;
    private final OwnCluster own;
    private final Datasets datasets;
    private final S3Bucket bucket;
    private final JobJars jars;

    private Emr(EmrHarness harness, ClusterSpec spec) {
        this.harness = harness;
        this.spec = spec.withStepTimeout(Times.unlessDebugged(spec.stepTimeout()));
        this.buckets = new OwnBuckets(harness::objectStore, spec.name());
        this.datasets = new Datasets(() -> harness.capability(DatasetReader.class));
        this.bucket = bucket(buckets.name());
        this.jars = new JobJars(bucket, harness.directory().resolve("jobs"));
        this.own = OwnCluster.run(harness, spec, buckets.name());
    }

    /**
     * Starts a cluster in the harness. It waits for steps until it is closed. If it declares applications, S3 and their
     * engines get ready in the background.
     *
     * @throws EmrServiceException if EMR would not accept such a cluster
     */
    public static Emr start(EmrHarness harness, ClusterSpec spec) {
        return new Emr(harness, spec);
    }

    /** The id of the cluster, {@code j-...}. */
    public String clusterId() {
        return own.id();
    }

    /** The cluster. */
    public ClusterHandle cluster() {
        return cluster(own.id());
    }

    /**
     * Any cluster of the harness, such as one that the code under test has made.
     *
     * @throws IllegalArgumentException if there is none of that id
     */
    public ClusterHandle cluster(String clusterId) {
        return ClusterHandle.of(harness, clusterId, spec.stepTimeout());
    }

    /**
     * Any step of the harness, such as one that the code under test has submitted.
     *
     * @throws IllegalArgumentException if there is none of these ids
     */
    public StepHandle step(String clusterId, String stepId) {
        if (harness.step(clusterId, stepId).isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no step [" + stepId + "] in a cluster [" + clusterId + "] of this harness.");
        }
        return handle(clusterId, stepId);
    }

    /** The name of the cluster's bucket; it exists when this returns. */
    public String bucket() {
        buckets.store();
        return buckets.name();
    }

    /** Tells whether S3 was needed for this cluster; it is started when it first is. */
    public boolean s3IsUsed() {
        return buckets.isUsed();
    }

    /** The cluster's bucket. */
    public S3Bucket s3() {
        return bucket;
    }

    /** The HDFS of the cluster; needs {@code emr-harness-hadoop} on the class path. */
    public Hdfs hdfs() {
        return cluster().hdfs();
    }

    /**
     * Submits the step; it runs when its turn comes.
     *
     * @throws IllegalArgumentException if its jar cannot be found
     * @throws IllegalStateException if the cluster has ended
     * @throws EmrServiceException if EMR would not accept the step
     */
    public StepHandle submit(StepSpec step) {
        return submitAll(step).get(0);
    }

    /** Submits steps with one request, so that they are queued together. See {@link #submit(StepSpec)}. */
    public List<StepHandle> submitAll(StepSpec... steps) {
        buckets.store();
        return add(
                Stream.of(steps).map(step -> step.resolve(buckets.name(), jars)).toList());
    }

    /** Submits a step as the AWS SDK describes it, unchanged. */
    public StepHandle submit(StepConfig step) {
        buckets.store();
        return add(List.of(step)).get(0);
    }

    /**
     * What lies under a prefix of the bucket, or under a full address, read by the engine.
     *
     * @param location such as {@code output/} or {@code s3://{bucket}/output/}
     */
    public Dataset dataset(String location) {
        return datasets.at(bucket, location);
    }

    /** The YARN of the cluster, which {@code emr-harness-hadoop} brings along. */
    public Yarn yarn() {
        return new Yarn(
                own.id(),
                () -> harness.capability(YarnService.class),
                harness.directory().resolve("yarn-logs"),
                spec.stepTimeout());
    }

    /** The Hive of the cluster: the tables that its steps have made, with Hive or with Spark. */
    public Hive hive() {
        return hive(own.id());
    }

    /**
     * The Hive of any cluster of the harness.
     *
     * @throws IllegalArgumentException if there is no cluster of that id
     */
    public Hive hive(String clusterId) {
        return new Hive(cluster(clusterId).id(), () -> harness.capability(HiveService.class));
    }

    /** Where the EMR API answers, to be set as the endpoint of an SDK client. */
    public URI endpoint() {
        return harness.emrEndpoint();
    }

    /** Where S3 answers, to be set as the endpoint of an SDK client with path-style access. */
    public URI s3Endpoint() {
        return buckets.store().endpoint();
    }

    /** The AWS region that the harness plays. */
    public String region() {
        return harness.config().region();
    }

    /** The access key for SDK clients of this harness; it is worth nothing elsewhere. */
    public String accessKeyId() {
        return harness.accessKeyId();
    }

    /** The secret key for SDK clients of this harness; it is worth nothing elsewhere. */
    public String secretAccessKey() {
        return harness.secretAccessKey();
    }

    /** The harness that this cluster is in. */
    public EmrHarness harness() {
        return harness;
    }

    /** A report of several lines about the cluster, its steps and its bucket: {@code assertThat(x).as(emr::describe)}. */
    public String describe() {
        return cluster().describe() + buckets.describe();
    }

    /**
     * Stops the test, so that somebody can look around: prints where the EMR API, S3 and the Spark UIs of running steps answer,
     * with the variables that lead the AWS CLI there, and returns when the file is deleted that it names. Steps go on meanwhile.
     *
     * @throws IllegalStateException if the environment has a variable {@code CI}, as most build servers set it: nobody is there
     *     to end the pause
     */
    public void pause() {
        Pause.refuseUnattended(System.getenv());
        String name = "paused-" + own.id();
        Path directory = harness.directory();
        String text = "The test is paused. To let it go on, delete the file " + directory.resolve(name) + "\n"
                + surroundings();
        Pause.printAndWait(directory, name, text);
    }

    /** What somebody needs to know who looks at the cluster from outside the test. */
    private String surroundings() {
        StringBuilder text = new StringBuilder();
        text.append("export AWS_ENDPOINT_URL_EMR=").append(endpoint()).append('\n');
        text.append("export AWS_ENDPOINT_URL_S3=").append(s3Endpoint()).append('\n');
        text.append("export AWS_REGION=").append(region()).append('\n');
        text.append("export AWS_ACCESS_KEY_ID=").append(accessKeyId()).append('\n');
        text.append("export AWS_SECRET_ACCESS_KEY=").append(secretAccessKey()).append('\n');
        for (StepHandle step : cluster().steps()) {
            step.sparkUi().ifPresent(address -> text.append("Spark UI of step ")
                    .append(step.id())
                    .append(": ")
                    .append(address)
                    .append('\n'));
        }
        return text + describe();
    }

    /** Ends the steps that run, the cluster, and the buckets that were made for it. Closing twice is harmless. */
    @Override
    public void close() {
        own.end();
        buckets.delete();
    }

    @Override
    public String toString() {
        return "Emr of cluster " + own.id();
    }

    private List<StepHandle> add(List<StepConfig> steps) {
        ClusterHandle cluster = cluster();
        if (cluster.snapshot().isFinal()) {
            throw new IllegalStateException("A step cannot be submitted any more: " + cluster.describe());
        }
        AddJobFlowStepsResponse response = (AddJobFlowStepsResponse) harness.service()
                .execute(AddJobFlowStepsRequest.builder()
                        .jobFlowId(own.id())
                        .steps(steps)
                        .build());
        return response.stepIds().stream().map(id -> handle(own.id(), id)).toList();
    }

    private StepHandle handle(String clusterId, String stepId) {
        return new StepHandle(harness, clusterId, stepId, spec.stepTimeout());
    }

    private S3Bucket bucket(String name) {
        return new S3Bucket(name, () -> buckets.storeWith(name), this::bucket, datasets);
    }
}
