package io.github.emrharness.core.http;

/**
 * The one access key with which requests to an {@link EmrEndpoint} must be signed.
 *
 * @param region the region for which requests must be signed
 */
public record SigningCredentials(String accessKeyId, String secretAccessKey, String region) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "SigningCredentials[" + accessKeyId + ", " + region + "]";
    }
}
