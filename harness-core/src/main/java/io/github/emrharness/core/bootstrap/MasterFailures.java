package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.model.BootstrapFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.ErrorDetail;

/**
 * What is told of a cluster whose master could not be set up.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-troubleshoot-error-errordetail.html">Error
 *     codes with ErrorDetail information</a>
 */
final class MasterFailures implements BootstrapFailures {

    private static final String DOCUMENTATION = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/%s.html";

    /** As users have quoted it; in no document of EMR. */
    private static final String TIMED_OUT = "On the master instance (%s), bootstrap action %d timed out executing";

    /** EMR's words for a file that is missing on the node are not known. */
    private static final String FILE_NOT_FOUND =
            "On the master instance (%s), the file of bootstrap action %d was not found";

    private final String masterInstanceId;

    MasterFailures(String masterInstanceId) {
        this.masterInstanceId = masterInstanceId;
    }

    @Override
    public BootstrapFailure nonZero(int number, String path, int exitCode) {
        return failure(
                "On the master instance (%s), bootstrap action %d returned a non-zero return code"
                        .formatted(masterInstanceId, number),
                "BOOTSTRAP_FAILURE_PRIMARY_WITH_NON_ZERO_CODE",
                Map.entry("bootstrap-action", Integer.toString(number)),
                Map.entry("return-code", Integer.toString(exitCode)),
                Map.entry("amazon-s3-path", path));
    }

    @Override
    public BootstrapFailure downloadFailed(int number, String path) {
        return failure(
                "Master instance (%s) failed attempting to download bootstrap action %d file from S3"
                        .formatted(masterInstanceId, number),
                "BOOTSTRAP_FAILURE_BA_DOWNLOAD_FAILED_PRIMARY",
                Map.entry("bootstrap-action", Integer.toString(number)),
                Map.entry("amazon-s3-path", path));
    }

    @Override
    public BootstrapFailure fileNotFound(int number, String path) {
        return failure(
                FILE_NOT_FOUND.formatted(masterInstanceId, number),
                "BOOTSTRAP_FAILURE_FILE_NOT_FOUND_PRIMARY",
                Map.entry("bootstrap-action", Integer.toString(number)),
                Map.entry("amazon-s3-path", path));
    }

    @Override
    public BootstrapFailure timedOut(int number) {
        return new BootstrapFailure(TIMED_OUT.formatted(masterInstanceId, number), List.of());
    }

    BootstrapFailure applicationProvisioningFailed() {
        return new BootstrapFailure(
                "On the master instance (%s), application provisioning failed".formatted(masterInstanceId), List.of());
    }

    @SafeVarargs
    private BootstrapFailure failure(String message, String code, Map.Entry<String, String>... data) {
        List<Map<String, String>> errorData = new ArrayList<>();
        errorData.add(Map.of("public-doc", DOCUMENTATION.formatted(code)));
        errorData.add(Map.of("primary-instance-id", masterInstanceId));
        Arrays.stream(data).forEach(entry -> errorData.add(Map.of(entry.getKey(), entry.getValue())));
        return new BootstrapFailure(
                message,
                List.of(ErrorDetail.builder()
                        .errorCode(code)
                        .errorData(errorData)
                        .errorMessage(message)
                        .build()));
    }
}
