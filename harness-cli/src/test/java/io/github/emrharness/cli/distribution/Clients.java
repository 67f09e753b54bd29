package io.github.emrharness.cli.distribution;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of a program, made from what it tells when it is ready. */
record Clients(EmrClient emr, S3Client s3) implements AutoCloseable {

    static Clients of(Map<String, String> ready) {
        StaticCredentialsProvider keys = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ready.get("accessKeyId"), ready.get("secretAccessKey")));
        ApacheHttpClient.Builder http = ApacheHttpClient.builder().socketTimeout(Duration.ofMinutes(2));
        return new Clients(
                EmrClient.builder()
                        .endpointOverride(URI.create(ready.get("emr")))
                        .region(Region.of(ready.get("region")))
                        .credentialsProvider(keys)
                        .httpClientBuilder(http)
                        .build(),
                S3Client.builder()
                        .endpointOverride(URI.create(ready.get("s3")))
                        .region(Region.of(ready.get("region")))
                        .credentialsProvider(keys)
                        .forcePathStyle(true)
                        .httpClientBuilder(http)
                        .build());
    }

    @Override
    public void close() {
        emr.close();
        s3.close();
    }
}
