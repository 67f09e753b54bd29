package io.github.emrharness.s3;

import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The port over a stock S3 client: what a test stores goes the same way as what a job stores. */
final class S3ObjectStore implements ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);
    private static final int MOST_KEYS_OF_A_DELETE_REQUEST = 1000;

    private final Server server;
    private final Path work;
    private final String region;
    private final URI endpoint;
    private @Nullable S3Client client;
    private boolean closed;

    S3ObjectStore(Server server, Path work, String region) {
        this.server = server;
        this.work = work;
        this.region = region;
        this.endpoint = URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void createBucket(String bucket) throws IOException {
        try {
            client().createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            LOG.trace("{} exists", bucket);
        } catch (SdkException | IllegalArgumentException e) {
            // The client itself knows some of the rules for names.
            throw failed("create the bucket", bucket, null, e);
        }
    }

    @Override
    public boolean bucketExists(String bucket) throws IOException {
        return found(() -> call("look for the bucket", bucket, null, s3 -> s3.headBucket(r -> r.bucket(bucket))));
    }

    @Override
    public void deleteBucket(String bucket) throws IOException {
        if (!bucketExists(bucket)) {
            return;
        }
        List<ObjectIdentifier> keys = list(bucket, "").stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        for (int from = 0; from < keys.size(); from += MOST_KEYS_OF_A_DELETE_REQUEST) {
            List<ObjectIdentifier> batch =
                    keys.subList(from, Math.min(from + MOST_KEYS_OF_A_DELETE_REQUEST, keys.size()));
            call(
                    "empty the bucket",
                    bucket,
                    null,
                    s3 -> s3.deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(batch).quiet(true))));
        }
        call("delete the bucket", bucket, null, s3 -> s3.deleteBucket(request -> request.bucket(bucket)));
    }

    @Override
    public void put(String bucket, String key, byte[] content) throws IOException {
        put(bucket, key, RequestBody.fromBytes(content));
    }

    @Override
    public void put(String bucket, String key, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException(
                    "Cannot put " + uri(bucket, key) + ": " + file.toAbsolutePath() + " is not a file.");
        }
        long size = Files.size(file);
        if (size > MultipartUpload.THRESHOLD) {
            call("put", bucket, key, s3 -> new MultipartUpload(s3, bucket, key, MultipartUpload.PART_SIZE).put(file));
        } else {
            put(bucket, key, RequestBody.fromFile(file));
        }
    }

    private void put(String bucket, String key, RequestBody body) throws IOException {
        call(
                "put",
                bucket,
                key,
                s3 -> s3.putObject(request -> request.bucket(bucket).key(key), body));
    }

    @Override
    public InputStream get(String bucket, String key) throws IOException {
        return call(
                "get",
                bucket,
                key,
                s3 -> s3.getObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public boolean exists(String bucket, String key) throws IOException {
        return found(() -> call(
                "look for",
                bucket,
                key,
                s3 -> s3.headObject(r -> r.bucket(bucket).key(key))));
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix) throws IOException {
        return call("list", bucket, prefix, s3 -> {
            List<StoredObject> objects = new ArrayList<>();
            s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                    .contents()
                    .forEach(found ->
                            objects.add(new StoredObject(bucket, found.key(), found.size(), found.lastModified())));
            return List.copyOf(objects);
        });
    }

    @Override
    public void delete(String bucket, String key) throws IOException {
        call(
                "delete",
                bucket,
                key,
                s3 -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public void close() {
        S3Client open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = client;
        }
        try (server) {
            if (open != null) {
                open.close();
            }
        } finally {
            try {
                FileTree.delete(work);
            } catch (IOException e) {
                LOG.debug("Cannot delete {}: it goes with the directory of the harness", work, e);
            }
        }
    }

    private synchronized S3Client client() {
        if (closed) {
            throw new IllegalStateException("The object store at " + endpoint + " is closed.");
        }
        if (client == null) {
            client = S3Clients.create(endpoint, region);
        }
        return client;
    }

    private <T> T call(String action, String bucket, @Nullable String key, Function<S3Client, T> request)
            throws IOException {
        S3Client s3 = client();
        try {
            return request.apply(s3);
        } catch (NoSuchBucketException e) {
            throw (IOException) new FileNotFoundException("There is no bucket " + bucket + ".").initCause(e);
        } catch (NoSuchKeyException e) {
            throw missing(bucket, key, e);
        } catch (S3Exception e) {
            // The answer to a HEAD request has no body that would tell the code.
            if (e.statusCode() == 404) {
                throw missing(bucket, key, e);
            }
            throw failed(action, bucket, key, e);
        } catch (SdkException e) {
            throw failed(action, bucket, key, e);
        } catch (UncheckedIOException e) {
            throw new IOException("Cannot " + action + " " + bucket + ": " + e.getMessage(), e);
        }
    }

    private static IOException missing(String bucket, @Nullable String key, S3Exception cause) {
        String what = key == null ? "There is no bucket " + bucket : "There is no object " + uri(bucket, key);
        return (IOException) new FileNotFoundException(what + ".").initCause(cause);
    }

    private static IOException failed(String action, String bucket, @Nullable String key, RuntimeException cause) {
        return new IOException(
                "Cannot " + action + " " + (key == null ? bucket : uri(bucket, key)) + ": " + cause.getMessage(),
                cause);
    }

    private static String uri(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    private interface Look {
        void at() throws IOException;
    }

    private static boolean found(Look look) throws IOException {
        try {
            look.at();
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }
}
