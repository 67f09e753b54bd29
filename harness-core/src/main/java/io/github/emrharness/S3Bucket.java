package io.github.emrharness;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A bucket of the harness's S3, as a test sees it. Keys are relative to the bucket ({@code input/sales.csv}); full
 * addresses ({@code s3://{bucket}/input/sales.csv}) are understood as well. Safe for use by many threads.
 *
 * <p>What goes wrong in S3 is an {@link UncheckedIOException} whose message says what and where.
 */
public final class S3Bucket {

    private final String name;
    private final Supplier<ObjectStore> store;
    private final Function<String, S3Bucket> others;
    private final Datasets datasets;

    S3Bucket(String name, Supplier<ObjectStore> store, Function<String, S3Bucket> others, Datasets datasets) {
        this.name = name;
        this.store = store;
        this.others = others;
        this.datasets = datasets;
    }

    /** The name of the bucket. */
    public String name() {
        return name;
    }

    /** Another bucket, made if there is none of that name; it is deleted together with the cluster of the test. */
    public S3Bucket bucket(String other) {
        return other.equals(name) ? this : others.apply(other);
    }

    /** The address of a key, {@code s3://bucket/key}. */
    public String uri(String key) {
        return address(key).uri();
    }

    /** Stores the text in UTF-8. */
    public void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores the bytes. */
    public void put(String key, byte[] content) {
        S3Address to = address(key);
        perform(() -> store.get().put(to.bucket(), to.key(), content));
    }

    /**
     * Stores a file of this machine, or everything in a folder: each file of it then has the key of the folder, a slash,
     * and its path within the folder. If a single file is put to a key that ends with a slash, it keeps its name.
     *
     * @throws IllegalArgumentException if there is no such file or folder
     */
    public void put(String key, Path source) {
        if (!Files.exists(source)) {
            throw new IllegalArgumentException(
                    "There is no file or folder [" + source.toAbsolutePath() + "] to put to " + uri(key) + ".");
        }
        if (Files.isDirectory(source)) {
            putFolder(key.isEmpty() || key.endsWith("/") ? key : key + "/", source);
        } else {
            putFile(key.isEmpty() || key.endsWith("/") ? key + source.getFileName() : key, source);
        }
    }

    /**
     * Stores a resource of the class path, or everything in a folder of it, as {@link #put(String, Path)} does.
     *
     * @param resource its name from the root of the class path, such as {@code "data/sales.csv"}
     * @throws IllegalArgumentException if the class path has no such resource
     */
    public void putResource(String key, String resource) {
        ClassPathResource.withPath(resource, path -> put(key, path));
    }

    /** The object's content. */
    public byte[] bytes(String key) {
        S3Address from = address(key);
        return ask(() -> {
            try (InputStream in = store.get().get(from.bucket(), from.key())) {
                return in.readAllBytes();
            } catch (FileNotFoundException e) {
                throw new FileNotFoundException(NearMiss.describe(store.get(), from));
            }
        });
    }

    /** The object's content, read as UTF-8. */
    public String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    public boolean exists(String key) {
        S3Address at = address(key);
        return ask(() -> store.get().exists(at.bucket(), at.key()));
    }

    /** All objects of the bucket, in the order of their keys. */
    public List<StoredObject> list() {
        return list("");
    }

    /** The objects whose key begins with the prefix, in the order of their keys. */
    public List<StoredObject> list(String prefix) {
        S3Address from = address(prefix);
        return ask(() -> store.get().list(from.bucket(), from.key()));
    }

    /** The objects under a prefix, to assert on. */
    public S3Prefix prefix(String prefix) {
        S3Address at = address(prefix);
        S3Bucket there = at.bucket().equals(name) ? this : new S3Bucket(at.bucket(), store, others, datasets);
        return new S3Prefix(there, at.key(), datasets);
    }

    /** Deletes the object; does nothing if there is none. */
    public void delete(String key) {
        S3Address at = address(key);
        perform(() -> store.get().delete(at.bucket(), at.key()));
    }

    /** Deletes every object whose key begins with the prefix. */
    public void deleteAll(String prefix) {
        list(prefix).forEach(object -> perform(() -> store.get().delete(object.bucket(), object.key())));
    }

    @Override
    public String toString() {
        return "s3://" + name + "/";
    }

    S3Address address(String location) {
        return S3Address.parse(location, name);
    }

    private void putFolder(String prefix, Path folder) {
        perform(() -> {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    putFile(prefix + folder.relativize(file).toString().replace('\\', '/'), file);
                }
            }
        });
    }

    private void putFile(String key, Path file) {
        S3Address to = address(key);
        perform(() -> store.get().put(to.bucket(), to.key(), file));
    }

    private static void perform(IoAction action) {
        ask(() -> {
            action.run();
            return true;
        });
    }

    private static <T> T ask(IoQuestion<T> question) {
        try {
            return question.answer();
        } catch (IOException e) {
            String message = e.getMessage();
            throw new UncheckedIOException(message != null ? message : e.toString(), e);
        }
    }

    private interface IoAction {
        void run() throws IOException;
    }

    private interface IoQuestion<T> {
        T answer() throws IOException;
    }
}
