package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Release;
import software.amazon.awssdk.services.emr.model.CloudWatchLogConfiguration;
import software.amazon.awssdk.services.emr.model.MonitoringConfiguration;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/**
 * Members of RunJobFlow that came with a release: an older one refuses them. The releases are those of the API's pages;
 * EMR's words are not known.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html">RunJobFlow</a>
 */
final class ReleaseFeatures {

    private static final String AMAZON_LINUX_2 = "2\\.0\\.\\d{8}\\.\\d+";
    private static final String AMAZON_LINUX_2023 = "2023\\.\\d+\\.\\d{8}\\.\\d+";

    private ReleaseFeatures() {}

    static void checkForm(RunJobFlowRequest request, Constraints constraints) {
        MonitoringConfiguration monitoring = request.monitoringConfiguration();
        CloudWatchLogConfiguration logs = monitoring == null ? null : monitoring.cloudWatchLogConfiguration();
        if (logs != null) {
            constraints.notNull(logs.enabled(), "monitoringConfiguration.cloudWatchLogConfiguration.enabled");
        }
        if (request.kerberosAttributes() != null) {
            constraints
                    .notNull(request.kerberosAttributes().realm(), "kerberosAttributes.realm")
                    .notNull(request.kerberosAttributes().kdcAdminPassword(), "kerberosAttributes.kdcAdminPassword");
        }
    }

    static void check(RunJobFlowRequest request, Release release) {
        if (request.logEncryptionKmsKeyId() != null && (!release.isAtLeast(5, 30) || isExactly(6, 0, release))) {
            throw tooEarly("LogEncryptionKmsKeyId", "5.30.0 or later, except 6.0.0", release);
        }
        if (request.ebsRootVolumeIops() != null && !release.isAtLeast(6, 15)) {
            throw tooEarly("EbsRootVolumeIops", "6.15.0 or later", release);
        }
        if (request.ebsRootVolumeThroughput() != null && !release.isAtLeast(6, 15)) {
            throw tooEarly("EbsRootVolumeThroughput", "6.15.0 or later", release);
        }
        if (request.kerberosAttributes() != null && !release.isAtLeast(5, 10)) {
            throw tooEarly("KerberosAttributes", "5.10.0 or later", release);
        }
        if (request.osReleaseLabel() != null) {
            checkOsRelease(request.osReleaseLabel(), release);
        }
    }

    private static void checkOsRelease(String label, Release release) {
        if (release.osReleases().isEmpty()) {
            throw tooEarly("OSReleaseLabel", "5.30.0 or later", release);
        }
        boolean on2023 = release.isAtLeast(7, 0);
        if (!label.matches(on2023 ? AMAZON_LINUX_2023 : AMAZON_LINUX_2)) {
            throw EmrServiceException.validation("The OSReleaseLabel '" + label + "' is not valid: " + release.label()
                    + " runs on Amazon Linux " + (on2023 ? "2023" : "2") + ", such as "
                    + release.osReleases().get(0) + ".");
        }
    }

    private static boolean isExactly(int major, int minor, Release release) {
        return release.isAtLeast(major, minor) && !release.isAtLeast(major, minor + 1);
    }

    private static EmrServiceException tooEarly(String member, String releases, Release release) {
        return EmrServiceException.validation(
                member + " needs release " + releases + "; this request has " + release.label() + ".");
    }
}
