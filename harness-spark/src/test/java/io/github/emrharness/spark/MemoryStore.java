package io.github.emrharness.spark;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Objects without an endpoint: what the harness itself fetches, S3A cannot reach. */
final class MemoryStore implements ObjectStore {

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:9");
    }

    @Override
    public void createBucket(String bucket) {}

    @Override
    public boolean bucketExists(String bucket) {
        return true;
    }

    @Override
    public void deleteBucket(String bucket) {}

    @Override
    public void put(String bucket, String key, byte[] content) {
        objects.put(bucket + "/" + key, content);
    }

    @Override
    public void put(String bucket, String key, Path file) throws IOException {
        put(bucket, key, Files.readAllBytes(file));
    }

    @Override
    public InputStream get(String bucket, String key) throws IOException {
        byte[] content = objects.get(bucket + "/" + key);
        if (content == null) {
            throw new FileNotFoundException("bucket " + bucket + " has no object " + key);
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public boolean exists(String bucket, String key) {
        return objects.containsKey(bucket + "/" + key);
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String bucket, String key) {
        objects.remove(bucket + "/" + key);
    }

    @Override
    public void close() {}
}
