package io.github.emrharness;

import io.github.emrharness.spi.HdfsFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A file or a directory in HDFS, as it is at the time of each call. The <em>data files</em> below it are those that Hadoop's
 * readers see: neither their name nor a directory between begins with {@code _} or {@code .}
 */
public final class HdfsPath {

    private final Hdfs hdfs;
    private final String path;

    HdfsPath(Hdfs hdfs, String path) {
        this.hdfs = hdfs;
        this.path = path;
    }

    /** The absolute path, without a scheme. */
    public String path() {
        return path;
    }

    /** The address, {@code hdfs://127.0.0.1:port/...}. */
    public String uri() {
        return hdfs.uri(path);
    }

    /** Whether there is a file or a directory. */
    public boolean exists() {
        return hdfs.exists(path);
    }

    /** The file or directory itself, with its size, owner, permission and replication. */
    public HdfsFile status() {
        return hdfs.status(path);
    }

    /** All files below the directory, in the order of their paths; the file itself if it is one; none if there is nothing. */
    public List<HdfsFile> files() {
        List<HdfsFile> found = new ArrayList<>();
        if (exists()) {
            collect(path, found);
        }
        return found;
    }

    private void collect(String directory, List<HdfsFile> found) {
        for (HdfsFile each : hdfs.list(directory)) {
            if (each.isDirectory()) {
                collect(each.path(), found);
            } else {
                found.add(each);
            }
        }
    }

    /** What comes after this directory in the path of each file, in order; the name of the file if it is one. */
    public List<String> names() {
        return files().stream().map(this::name).toList();
    }

    /** The data files, in the order of their paths. */
    public List<HdfsFile> dataFiles() {
        return files().stream().filter(file -> isData(name(file))).toList();
    }

    /** The text of all data files, one after the other in the order of their paths; {@code .gz} is unpacked. */
    public String text() {
        return dataFiles().stream().map(this::text).collect(Collectors.joining());
    }

    /** The lines of all data files. */
    public List<String> lines() {
        return dataFiles().stream().flatMap(file -> text(file).lines()).toList();
    }

    @Override
    public String toString() {
        return "hdfs://" + path;
    }

    private String name(HdfsFile file) {
        if (file.path().equals(path)) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
        return file.path().substring(path.equals("/") ? 1 : path.length() + 1);
    }

    private static boolean isData(String name) {
        return List.of(name.split("/")).stream().noneMatch(part -> part.startsWith("_") || part.startsWith("."));
    }

    private String text(HdfsFile file) {
        byte[] content = hdfs.bytes(file.path());
        if (!file.path().endsWith(".gz")) {
            return new String(content, StandardCharsets.UTF_8);
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " is not in the format of gzip: " + e.getMessage(), e);
        }
    }
}
