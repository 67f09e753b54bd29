package io.github.emrharness.clients;

import java.net.URI;
import java.util.Map;

/** Where a harness answers, and the keys that it takes. */
record Endpoint(URI emr, URI s3, String region, String accessKeyId, String secretAccessKey) {

    /** The variables that every AWS client reads; with them it reaches this harness and nothing else. */
    Map<String, String> environment() {
        return Map.ofEntries(
                // Whatever is not EMR or S3 must not leave this machine either.
                Map.entry("AWS_ENDPOINT_URL", emr.toString()),
                Map.entry("AWS_ENDPOINT_URL_EMR", emr.toString()),
                Map.entry("AWS_ENDPOINT_URL_S3", s3.toString()),
                Map.entry("AWS_REGION", region),
                Map.entry("AWS_DEFAULT_REGION", region),
                Map.entry("AWS_ACCESS_KEY_ID", accessKeyId),
                Map.entry("AWS_SECRET_ACCESS_KEY", secretAccessKey),
                Map.entry("AWS_EC2_METADATA_DISABLED", "true"));
    }
}
