package io.github.emrharness;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store in memory. */
final class MapObjectStore implements ObjectStore {

    final ConcurrentHashMap<String, NavigableMap<String, byte[]>> buckets = new ConcurrentHashMap<>();

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:1");
    }

    @Override
    public void createBucket(String bucket) {
        buckets.putIfAbsent(bucket, new ConcurrentSkipListMap<>());
    }

    @Override
    public boolean bucketExists(String bucket) {
        return buckets.containsKey(bucket);
    }

    @Override
    public void deleteBucket(String bucket) {
        buckets.remove(bucket);
    }

    @Override
    public void put(String bucket, String key, byte[] content) throws IOException {
        objects(bucket).put(key, content);
    }

    @Override
    public void put(String bucket, String key, Path file) throws IOException {
        put(bucket, key, Files.readAllBytes(file));
    }

    @Override
    public InputStream get(String bucket, String key) throws IOException {
        byte[] content = objects(bucket).get(key);
        if (content == null) {
            throw new FileNotFoundException("s3://" + bucket + "/" + key);
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public boolean exists(String bucket, String key) throws IOException {
        return objects(bucket).containsKey(key);
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix) throws IOException {
        return objects(bucket).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> new StoredObject(bucket, entry.getKey(), entry.getValue().length, Instant.EPOCH))
                .toList();
    }

    @Override
    public void delete(String bucket, String key) throws IOException {
        objects(bucket).remove(key);
    }

    @Override
    public void close() {}

    private NavigableMap<String, byte[]> objects(String bucket) throws FileNotFoundException {
        NavigableMap<String, byte[]> objects = buckets.get(bucket);
        if (objects == null) {
            throw new FileNotFoundException("There is no bucket [" + bucket + "].");
        }
        return objects;
    }
}
