package io.github.emrharness.junit5;

import io.github.emrharness.EmrHarness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrAsyncClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The clients of the AWS SDK that one test class was given. */
final class SdkClients implements AutoCloseable {

    /** By name, so that the SDK's S3 need not be on the class path. */
    private static final Map<String, Function<EmrHarness, SdkAutoCloseable>> MAKERS = Map.of(
            "software.amazon.awssdk.services.emr.EmrClient", SdkClients::emr,
            "software.amazon.awssdk.services.emr.EmrAsyncClient", SdkClients::emrAsync,
            "software.amazon.awssdk.services.s3.S3Client", S3Clients::s3);

    /** The types that can be asked for, as a message lists them. */
    static final String TYPES = "EmrClient, EmrAsyncClient or S3Client";

    private final EmrHarness harness;
    private final Map<String, SdkAutoCloseable> clients = new LinkedHashMap<>();

    SdkClients(EmrHarness harness) {
        this.harness = harness;
    }

    /** The client of this type; empty if there is none of this type. */
    synchronized Optional<Object> get(Class<?> type) {
        Function<EmrHarness, SdkAutoCloseable> maker = MAKERS.get(type.getName());
        return maker == null
                ? Optional.empty()
                : Optional.of(clients.computeIfAbsent(type.getName(), name -> maker.apply(harness)));
    }

    @Override
    public synchronized void close() {
        List.copyOf(clients.values()).forEach(SdkAutoCloseable::close);
        clients.clear();
    }

    static StaticCredentialsProvider credentials(EmrHarness harness) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(harness.accessKeyId(), harness.secretAccessKey()));
    }

    private static SdkAutoCloseable emr(EmrHarness harness) {
        return EmrClient.builder()
                .endpointOverride(harness.emrEndpoint())
                .region(Region.of(harness.config().region()))
                .credentialsProvider(credentials(harness))
                .build();
    }

    private static SdkAutoCloseable emrAsync(EmrHarness harness) {
        return EmrAsyncClient.builder()
                .endpointOverride(harness.emrEndpoint())
                .region(Region.of(harness.config().region()))
                .credentialsProvider(credentials(harness))
                .build();
    }
}
