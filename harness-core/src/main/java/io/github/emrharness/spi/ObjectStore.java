package io.github.emrharness.spi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An S3 that runs on this machine. Buckets and keys are S3's; a missing bucket or object is a
 * {@link java.io.FileNotFoundException} that names it. Safe for use by many threads.
 */
public interface ObjectStore extends AutoCloseable {

    /** Where S3 clients connect: {@code http://127.0.0.1:port}, to be used path-style. */
    URI endpoint();

    /** Makes the bucket; does nothing if it exists. */
    void createBucket(String bucket) throws IOException;

    boolean bucketExists(String bucket) throws IOException;

    /** Deletes the bucket and all that is in it; does nothing if there is no such bucket. */
    void deleteBucket(String bucket) throws IOException;

    /** Stores the bytes, replacing an object of that key. */
    void put(String bucket, String key, byte[] content) throws IOException;

    /** Stores the file's content, replacing an object of that key. */
    void put(String bucket, String key, Path file) throws IOException;

    /** Opens the object for reading; the caller closes the stream. */
    InputStream get(String bucket, String key) throws IOException;

    boolean exists(String bucket, String key) throws IOException;

    /** All objects whose key begins with the prefix (empty: all of the bucket), in the order of their keys. */
    List<StoredObject> list(String bucket, String prefix) throws IOException;

    /** Deletes the object; does nothing if there is none. */
    void delete(String bucket, String key) throws IOException;

    @Override
    void close();
}
