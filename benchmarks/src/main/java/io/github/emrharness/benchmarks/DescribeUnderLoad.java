package io.github.emrharness.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.Application;

/** DescribeCluster of 20 clients at once, next to an echo of the same size by the same Netty, in turns. */
final class DescribeUnderLoad {

    static final int CLIENTS = 20;

    /** The way of a request is optimized after some 100,000 of them, from all clients. */
    private static final int WARM_UP = 8_000;

    private static final int MEASURED = 2_000;

    private final List<Long> describePerSecond = new ArrayList<>();
    private final List<Long> echoPerSecond = new ArrayList<>();
    private final Times describe = new Times();
    private final Times echo = new Times();

    /** Median of the rounds. */
    long describePerSecond() {
        return median(describePerSecond);
    }

    /** Median of the rounds. */
    long echoPerSecond() {
        return median(echoPerSecond);
    }

    Times describe() {
        return describe;
    }

    Times echo() {
        return echo;
    }

    void measure(int rounds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                EmrClient emr = client(harness)) {
            String id = emr.runJobFlow(request -> request.name("described")
                            .releaseLabel("emr-7.10.0")
                            // Without any EMR takes Hadoop, whose daemons would start ahead.
                            .applications(
                                    Application.builder().name("ZooKeeper").build())
                            .serviceRole("EMR_DefaultRole")
                            .jobFlowRole("EMR_EC2_DefaultRole")
                            .instances(instances -> instances
                                    .instanceCount(1)
                                    .masterInstanceType("m5.xlarge")
                                    .keepJobFlowAliveWhenNoSteps(true)))
                    .jobFlowId();
            int port = harness.emrEndpoint().getPort();
            byte[] answer;
            try (LeanClient client = new LeanClient(port)) {
                answer = client.exchange(request(harness, id));
            }
            try (EchoServer echoServer = new EchoServer(answer)) {
                byte[] warmUp = request(harness, id);
                run(threads, port, warmUp, WARM_UP, new Times());
                run(threads, echoServer.port(), warmUp, WARM_UP, new Times());
                for (int round = 0; round < rounds; round++) {
                    byte[] request = request(harness, id);
                    describePerSecond.add(run(threads, port, request, MEASURED, describe));
                    echoPerSecond.add(run(threads, echoServer.port(), request, MEASURED, echo));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Gives the requests in a second, of all clients. */
    private static long run(ExecutorService threads, int port, byte[] request, int requests, Times times)
            throws Exception {
        List<Callable<Times>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(() -> exchange(port, request, requests));
        }
        long start = System.nanoTime();
        for (Future<Times> client : threads.invokeAll(clients)) {
            times.addAll(client.get());
        }
        return CLIENTS * requests * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static Times exchange(int port, byte[] request, int requests) throws IOException {
        Times times = new Times();
        try (LeanClient client = new LeanClient(port)) {
            for (int i = 0; i < requests; i++) {
                long start = System.nanoTime();
                client.exchange(request);
                times.add(System.nanoTime() - start);
            }
        }
        return times;
    }

    private static EmrClient client(EmrHarness harness) {
        return EmrClient.builder()
                .endpointOverride(harness.emrEndpoint())
                .region(Region.of(harness.config().region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(harness)))
                .build();
    }

    private static AwsBasicCredentials credentials(EmrHarness harness) {
        return AwsBasicCredentials.create(harness.accessKeyId(), harness.secretAccessKey());
    }

    /** The bytes that an SDK would send: signed, as the endpoint looks at signatures. */
    private static byte[] request(EmrHarness harness, String clusterId) throws IOException {
        byte[] body = ("{\"ClusterId\":\"" + clusterId + "\"}").getBytes(UTF_8);
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(harness.emrEndpoint())
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "ElasticMapReduce.DescribeCluster")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials(harness))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticmapreduce")
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, harness.config().region()))
                .request();
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
            head.append(header.getKey())
                    .append(": ")
                    .append(String.join(",", header.getValue()))
                    .append("\r\n");
        }
        if (signed.firstMatchingHeader("Content-Length").isEmpty()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.append("\r\n").toString().getBytes(UTF_8));
        bytes.write(body);
        return bytes.toByteArray();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
