package io.github.emrharness.junit5;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of the AWS SDK that make its clients reach a harness, and nothing else. */
final class SdkProperties {

    private SdkProperties() {}

    /** Property names of the SDK with the value that each should have; an empty one must not be set. */
    static Map<String, Optional<String>> of(SharedHarness shared) {
        String emr = shared.harness().emrEndpoint().toString();
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        // Other services go to the endpoint of EMR, which refuses them, instead of to AWS.
        all.put("aws.endpointUrl", Optional.of(emr));
        all.put("aws.endpointUrlEmr", Optional.of(emr));
        // An address of the form 127.0.0.1 makes the SDK use path-style access.
        all.put("aws.endpointUrlS3", Optional.of(shared.s3Endpoint().toString()));
        all.put("aws.region", Optional.of(shared.harness().config().region()));
        all.put("aws.accessKeyId", Optional.of(shared.harness().accessKeyId()));
        all.put("aws.secretAccessKey", Optional.of(shared.harness().secretAccessKey()));
        all.put("aws.sessionToken", Optional.empty());
        all.put("aws.disableEc2Metadata", Optional.of("true"));
        // The SDK refuses these together with an endpoint.
        all.put("aws.useFipsEndpoint", Optional.of("false"));
        all.put("aws.useDualstackEndpoint", Optional.of("false"));
        return all;
    }
}
