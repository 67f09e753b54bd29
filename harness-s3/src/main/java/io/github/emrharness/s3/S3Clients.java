package io.github.emrharness.s3;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes S3 clients that reach the mock whatever the machine is set up for: they read no profile, proxy or other setting
 * of it. They sign nothing, since the mock checks nothing, which spares the hashing of every byte.
 */
final class S3Clients {

    /** Long enough for a debugger that holds the server. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private S3Clients() {}

    static S3Client create(URI endpoint, String region) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .forcePathStyle(true)
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .disableS3ExpressSessionAuth(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .socketTimeout(PATIENCE)
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariableValues(false)
                                .build()))
                .overrideConfiguration(override -> override.defaultProfileFile(
                                ProfileFile.aggregator().build())
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
