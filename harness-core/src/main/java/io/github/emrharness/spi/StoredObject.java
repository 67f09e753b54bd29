package io.github.emrharness.spi;

import java.time.Instant;

/**
 * One entry of a listing.
 *
 * @param size in bytes
 */
public record StoredObject(String bucket, String key, long size, Instant lastModified) {

    /** The object's address, {@code s3://bucket/key}. */
    public String uri() {
        return "s3://" + bucket + "/" + key;
    }
}
