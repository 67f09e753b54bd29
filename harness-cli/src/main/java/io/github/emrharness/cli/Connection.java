package io.github.emrharness.cli;

import io.github.emrharness.EmrHarness;
import java.net.URI;
import java.util.List;

/** What a client needs to reach the harness and nothing else. */
record Connection(URI emr, URI s3, String region, String accessKeyId, String secretAccessKey) {

    static Connection of(EmrHarness harness) {
        return new Connection(
                harness.emrEndpoint(),
                harness.objectStore().endpoint(),
                harness.config().region(),
                harness.accessKeyId(),
                harness.secretAccessKey());
    }

    /** Lines for a POSIX shell; the AWS CLI and all current SDKs read these variables. */
    List<String> exports() {
        return List.of(
                "export AWS_ENDPOINT_URL_EMR=" + emr,
                "export AWS_ENDPOINT_URL_S3=" + s3,
                "export AWS_REGION=" + region,
                "export AWS_DEFAULT_REGION=" + region,
                "export AWS_ACCESS_KEY_ID=" + accessKeyId,
                "export AWS_SECRET_ACCESS_KEY=" + secretAccessKey);
    }

    /** The members that the ready file and the first line of {@code --json} have. */
    void write(Json.Members json) {
        json.text("emr", emr.toString())
                .text("s3", s3.toString())
                .text("region", region)
                .text("accessKeyId", accessKeyId)
                .text("secretAccessKey", secretAccessKey);
    }
}
