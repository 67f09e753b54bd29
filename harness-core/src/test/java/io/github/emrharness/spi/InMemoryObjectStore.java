package io.github.emrharness.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.GZIPInputStream;

/** An object store for tests that do not speak S3. */
public final class InMemoryObjectStore implements ObjectStore {

    private final Map<String, NavigableMap<String, byte[]>> buckets = new ConcurrentHashMap<>();

    public Set<String> bucketNames() {
        return Set.copyOf(buckets.keySet());
    }

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
        objects(bucket).put(key, content.clone());
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

    public String unzipped(String bucket, String key) throws IOException {
        try (InputStream in = new GZIPInputStream(get(bucket, key))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Override
    public boolean exists(String bucket, String key) throws IOException {
        return objects(bucket).containsKey(key);
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix) throws IOException {
        return objects(bucket).entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .map(object -> new StoredObject(bucket, object.getKey(), object.getValue().length, Instant.EPOCH))
                .toList();
    }

    @Override
    public void delete(String bucket, String key) throws IOException {
        objects(bucket).remove(key);
    }

    private NavigableMap<String, byte[]> objects(String bucket) throws FileNotFoundException {
        NavigableMap<String, byte[]> objects = buckets.get(bucket);
        if (objects == null) {
            throw new FileNotFoundException("There is no bucket [" + bucket + "].");
        }
        return objects;
    }

    @Override
    public void close() {}
}
