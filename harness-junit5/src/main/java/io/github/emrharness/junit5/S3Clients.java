package io.github.emrharness.junit5;

import io.github.emrharness.EmrHarness;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Apart from {@link SdkClients}, because it is only loaded where the SDK's S3 is on the class path. */
final class S3Clients {

    private S3Clients() {}

    static SdkAutoCloseable s3(EmrHarness harness) {
        return S3Client.builder()
                .endpointOverride(harness.objectStore().endpoint())
                .region(Region.of(harness.config().region()))
                .credentialsProvider(SdkClients.credentials(harness))
                .forcePathStyle(true)
                .build();
    }
}
