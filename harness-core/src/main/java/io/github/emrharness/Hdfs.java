package io.github.emrharness;

import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HdfsFile;
import io.github.emrharness.spi.HdfsStore;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The HDFS of a cluster, as the user {@code hadoop} sees it. Paths are Hadoop's: absolute ({@code /data/in.csv}), relative to
 * {@code /user/hadoop} ({@code in.csv}), or full addresses ({@code hdfs:///data/in.csv}). The first call starts HDFS, if no
 * step has needed it yet. Safe for use by many threads.
 *
 * <p>What goes wrong in HDFS is an {@link UncheckedIOException} whose message says what and where. Without {@code
 * emr-harness-hadoop} on the class path there is no HDFS: every call is an {@link IllegalStateException}.
 */
public final class Hdfs {

    private static final String HOME = "/user/hadoop/";

    private final EmrHarness harness;
    private final String clusterId;

    Hdfs(EmrHarness harness, String clusterId) {
        this.harness = harness;
        this.clusterId = clusterId;
    }

    /** The address of a path, {@code hdfs://127.0.0.1:port/...}. */
    public String uri(String path) {
        HadoopService service = require(HadoopService.class);
        return ask(() -> service.hdfs(clusterId).getOrDefault("fs.defaultFS", "hdfs:")) + absolute(path);
    }

    /** Stores the text in UTF-8. */
    public void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores the bytes. */
    public void put(String path, byte[] content) {
        perform(() -> store().put(clusterId, absolute(path), new ByteArrayInputStream(content)));
    }

    /**
     * Stores a file of this machine, or everything in a folder: each file of it then has its path within the folder below
     * this one. If a single file is put to a path that ends with a slash, it keeps its name.
     *
     * @throws IllegalArgumentException if there is no such file or folder
     */
    public void put(String path, Path source) {
        if (!Files.exists(source)) {
            throw new IllegalArgumentException("There is no file or folder [" + source.toAbsolutePath() + "] to put to "
                    + absolute(path) + " in HDFS.");
        }
        perform(() -> {
            if (Files.isDirectory(source)) {
                putFolder(path, source);
            } else {
                putFile(path.endsWith("/") ? path + source.getFileName() : path, source);
            }
        });
    }

    /**
     * Stores a resource of the class path, or everything in a folder of it, as {@link #put(String, Path)} does.
     *
     * @param resource its name from the root of the class path, such as {@code "data/sales.csv"}
     * @throws IllegalArgumentException if the class path has no such resource
     */
    public void putResource(String path, String resource) {
        ClassPathResource.withPath(resource, found -> put(path, found));
    }

    /** The file's content. */
    public byte[] bytes(String path) {
        return ask(() -> {
            try (InputStream in = store().read(clusterId, absolute(path))) {
                return in.readAllBytes();
            }
        });
    }

    /** The file's content, read as UTF-8. */
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** Whether there is a file or a directory of that path. */
    public boolean exists(String path) {
        return ask(() -> store().find(clusterId, absolute(path)).isPresent());
    }

    /** The file or the directory itself, with its size, owner, permission and replication. */
    public HdfsFile status(String path) {
        return ask(() -> store().find(clusterId, absolute(path))
                .orElseThrow(() -> new FileNotFoundException("File does not exist: " + absolute(path))));
    }

    /** What is in a directory, in the order of the names. */
    public List<HdfsFile> list(String path) {
        return ask(() -> store().list(clusterId, absolute(path)));
    }

    /** Makes a directory and those above it. */
    public void mkdirs(String path) {
        perform(() -> store().mkdirs(clusterId, absolute(path)));
    }

    /** Deletes a file, or a directory with all that is in it; does nothing if there is none. */
    public void delete(String path) {
        perform(() -> store().delete(clusterId, absolute(path)));
    }

    /** A file or a directory, to assert on. */
    public HdfsPath path(String path) {
        return new HdfsPath(this, absolute(path));
    }

    @Override
    public String toString() {
        return "HDFS of cluster " + clusterId;
    }

    /**
     * Gives the absolute path without a scheme.
     *
     * @throws IllegalArgumentException if it is an address of another file system
     */
    static String absolute(String path) {
        String plain = path;
        if (path.startsWith("hdfs:")) {
            plain = path.substring("hdfs:".length());
            if (plain.startsWith("//")) {
                int root = plain.indexOf('/', 2);
                plain = root < 0 ? "/" : plain.substring(root);
            }
        } else if (path.contains("://")) {
            throw new IllegalArgumentException("[" + path + "] is not in HDFS: it must be a path, such as"
                    + " \"/data/in.csv\", or an address, such as \"hdfs:///data/in.csv\".");
        }
        String absolute = plain.startsWith("/") ? plain : HOME + plain;
        return absolute.length() > 1 && absolute.endsWith("/")
                ? absolute.substring(0, absolute.length() - 1)
                : absolute;
    }

    private void putFolder(String path, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                putFile(
                        absolute(path) + "/"
                                + folder.relativize(file).toString().replace('\\', '/'),
                        file);
            }
        }
    }

    private void putFile(String path, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            store().put(clusterId, absolute(path), in);
        }
    }

    private HdfsStore store() {
        return require(HdfsStore.class);
    }

    private <T> T require(Class<T> type) {
        return HadoopPorts.require(harness, type);
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
