package io.github.emrharness;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The buckets that were made for one cluster of a test. S3 starts, and they are made, when they are first needed. */
final class OwnBuckets {

    private static final Logger log = LoggerFactory.getLogger(OwnBuckets.class);
    private static final int LONGEST_ROOT = 40;

    private final String name;
    private final Lazy<ObjectStore> store;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /** Buckets whose main one is named after the root. */
    OwnBuckets(Supplier<ObjectStore> store, String root) {
        this.name = bucketName(root);
        this.store = new Lazy<>(() -> {
            ObjectStore started = store.get();
            make(started, name);
            return started;
        });
    }

    /** The name of the main bucket, which need not exist yet. */
    String name() {
        return name;
    }

    boolean isUsed() {
        return store.isMade();
    }

    /** The object store, with the main bucket in it. */
    ObjectStore store() {
        return store.get();
    }

    /** The object store, with the main bucket and this one in it. */
    ObjectStore storeWith(String bucket) {
        ObjectStore started = store.get();
        if (!bucket.equals(name) && !made.contains(bucket)) {
            make(started, bucket);
        }
        return started;
    }

    /** What is in the main bucket; nothing if it was never needed. */
    String describe() {
        if (!store.isMade()) {
            return "";
        }
        try {
            List<StoredObject> objects = store.get().list(name, "");
            return System.lineSeparator() + "bucket s3://" + name + "/: "
                    + (objects.isEmpty() ? "empty" : NearMiss.say(objects, ""));
        } catch (IOException e) {
            return System.lineSeparator() + "bucket s3://" + name + "/: cannot be listed, " + e;
        }
    }

    void delete() {
        if (!store.isMade()) {
            return;
        }
        for (String bucket : List.copyOf(made)) {
            try {
                store.get().deleteBucket(bucket);
                made.remove(bucket);
            } catch (IOException e) {
                log.warn("Bucket {} of a test cannot be deleted; it stays until the harness is closed.", bucket, e);
            }
        }
    }

    private void make(ObjectStore started, String bucket) {
        try {
            if (!started.bucketExists(bucket)) {
                started.createBucket(bucket);
                made.add(bucket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bucket [" + bucket + "] cannot be made: " + e.getMessage(), e);
        }
    }

    /** S3's rules: 3 to 63 of lower case letters, digits and hyphens, a letter or digit first and last. */
    static String bucketName(String root) {
        String plain =
                root.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String start = plain.isEmpty() ? "emr" : plain.substring(0, Math.min(LONGEST_ROOT, plain.length()));
        return start.replaceAll("-+$", "") + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
