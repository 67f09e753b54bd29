package io.github.emrharness.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Stores a file in parts, as S3 wants it for big ones. */
final class MultipartUpload {

    /** From here on, S3's guide "Uploading and copying objects using multipart upload" recommends parts. */
    static final long THRESHOLD = 100L << 20;

    static final long PART_SIZE = 16L << 20;

    /** S3's limit of parts per upload. */
    private static final int MOST_PARTS = 10_000;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final long partSize;

    MultipartUpload(S3Client s3, String bucket, String key, long partSize) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.partSize = partSize;
    }

    /** Stores the file; after a failure nothing of it is left. Returns the ETag. */
    String put(Path file) {
        String id = s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = upload(file, id);
            return s3.completeMultipartUpload(request ->
                            request.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)))
                    .eTag();
        } catch (RuntimeException e) {
            abort(id, e);
            throw e;
        }
    }

    private List<CompletedPart> upload(Path file, String id) {
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream content = Files.newInputStream(file)) {
            long left = Files.size(file);
            long size = Math.max(partSize, left / MOST_PARTS + 1);
            for (int number = 1; left > 0; number++) {
                byte[] bytes = content.readNBytes((int) Math.min(size, left));
                if (bytes.length == 0) {
                    throw new IOException("it has become shorter while it was read");
                }
                int part = number;
                String eTag = s3.uploadPart(
                                request -> request.bucket(bucket)
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(part),
                                RequestBody.fromBytes(bytes))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(part).eTag(eTag).build());
                left -= bytes.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return parts;
    }

    private void abort(String id, RuntimeException failure) {
        try {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (S3Exception e) {
            failure.addSuppressed(e);
        }
    }
}
