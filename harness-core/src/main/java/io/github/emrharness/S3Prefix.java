package io.github.emrharness;

import io.github.emrharness.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The objects of a bucket whose keys begin alike, as they are at the time of each call. The <em>data objects</em> among
 * them are those that Hadoop's readers see: neither their name nor a folder below the prefix begins with {@code _} or
 * {@code .}
 */
public final class S3Prefix {

    private final S3Bucket bucket;
    private final String prefix;
    private final Datasets datasets;

    S3Prefix(S3Bucket bucket, String prefix, Datasets datasets) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.datasets = datasets;
    }

    /** The address, {@code s3://bucket/prefix}. */
    public String uri() {
        return "s3://" + bucket.name() + "/" + prefix;
    }

    /** All objects, in the order of their keys. */
    public List<StoredObject> objects() {
        return bucket.list(prefix);
    }

    /** What comes after the prefix in the key of each object, in order. */
    public List<String> names() {
        return objects().stream().map(this::name).toList();
    }

    /** The data objects, in the order of their keys. */
    public List<StoredObject> dataObjects() {
        return objects().stream().filter(object -> isData(name(object))).toList();
    }

    /** The text of all data objects, one after the other in the order of their keys; {@code .gz} is unpacked. */
    public String text() {
        return dataObjects().stream().map(this::text).collect(Collectors.joining());
    }

    /** The lines of all data objects. */
    public List<String> lines() {
        return dataObjects().stream().flatMap(object -> text(object).lines()).toList();
    }

    /** What the data objects hold, read by an engine. */
    public Dataset dataset() {
        return datasets.at(bucket, prefix);
    }

    @Override
    public String toString() {
        return uri();
    }

    private String name(StoredObject object) {
        String rest = object.key().substring(prefix.length());
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }

    private static boolean isData(String name) {
        return !name.endsWith("/")
                && List.of(name.split("/")).stream().noneMatch(part -> part.startsWith("_") || part.startsWith("."));
    }

    private String text(StoredObject object) {
        byte[] content = bucket.bytes(object.key());
        if (!object.key().endsWith(".gz")) {
            return new String(content, StandardCharsets.UTF_8);
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(object.uri() + " is not in the format of gzip: " + e.getMessage(), e);
        }
    }
}
