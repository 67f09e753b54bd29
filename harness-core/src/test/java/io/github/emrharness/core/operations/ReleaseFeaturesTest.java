package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

class ReleaseFeaturesTest {

    private static final String B = "ValidationException";

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    static Stream<Arguments> features() {
        Consumer<RunJobFlowRequest.Builder> logKey = request -> request.logEncryptionKmsKeyId("key");
        Consumer<RunJobFlowRequest.Builder> iops = request -> request.ebsRootVolumeIops(3000);
        Consumer<RunJobFlowRequest.Builder> throughput = request -> request.ebsRootVolumeThroughput(125);
        Consumer<RunJobFlowRequest.Builder> linux2 = request -> request.osReleaseLabel("2.0.20220406.1");
        return Stream.of(
                Arguments.of(
                        logKey,
                        "emr-5.29.0",
                        "emr-5.30.0",
                        "LogEncryptionKmsKeyId needs release 5.30.0 or later, except 6.0.0; this request has"
                                + " emr-5.29.0."),
                Arguments.of(
                        logKey,
                        "emr-6.0.0",
                        "emr-6.1.0",
                        "LogEncryptionKmsKeyId needs release 5.30.0 or later, except 6.0.0; this request has"
                                + " emr-6.0.0."),
                Arguments.of(
                        iops,
                        "emr-6.14.0",
                        "emr-6.15.0",
                        "EbsRootVolumeIops needs release 6.15.0 or later; this request has emr-6.14.0."),
                Arguments.of(
                        throughput,
                        "emr-6.14.0",
                        "emr-6.15.0",
                        "EbsRootVolumeThroughput needs release 6.15.0 or later; this request has emr-6.14.0."),
                Arguments.of(
                        linux2,
                        "emr-5.29.0",
                        "emr-5.30.0",
                        "OSReleaseLabel needs release 5.30.0 or later; this request has emr-5.29.0."),
                Arguments.of(
                        linux2,
                        "emr-7.10.0",
                        "emr-6.15.0",
                        "The OSReleaseLabel '2.0.20220406.1' is not valid: emr-7.10.0 runs on Amazon Linux 2023, such"
                                + " as 2023.12.20260803.3."));
    }

    @ParameterizedTest
    @MethodSource("features")
    void a_member_needs_its_release(
            Consumer<RunJobFlowRequest.Builder> member, String without, String with, String message) {
        emr.assertRefused(minimal().releaseLabel(without).applyMutation(member).build(), B, message);
        emr.run(member, request -> request.releaseLabel(with));
    }

    @Test
    void what_a_structure_needs_is_asked_for() {
        emr.assertRefused(
                minimal()
                        .kerberosAttributes(kerberos -> kerberos.realm("EC2.INTERNAL"))
                        .monitoringConfiguration(
                                monitoring -> monitoring.cloudWatchLogConfiguration(logs -> logs.logGroupName("g")))
                        .build(),
                B,
                "2 validation errors detected: Value null at"
                        + " 'monitoringConfiguration.cloudWatchLogConfiguration.enabled' failed to satisfy constraint:"
                        + " Member must not be null; Value null at 'kerberosAttributes.kdcAdminPassword' failed to"
                        + " satisfy constraint: Member must not be null");
    }

    @Test
    void without_a_choice_a_cluster_has_the_newest_amazon_linux_of_its_release() {
        assertThat(emr.describe(emr.run()).osReleaseLabel()).isEqualTo("2023.12.20260803.3");
        assertThat(emr.describe(emr.run(request -> request.osReleaseLabel("2023.7.20250609.0")))
                        .osReleaseLabel())
                .isEqualTo("2023.7.20250609.0");
        assertThat(emr.describe(emr.run(request -> request.customAmiId("ami-1")))
                        .osReleaseLabel())
                .isNull();
        assertThat(emr.describe(emr.run(request -> request.releaseLabel("emr-5.29.0")))
                        .osReleaseLabel())
                .isNull();
    }
}
