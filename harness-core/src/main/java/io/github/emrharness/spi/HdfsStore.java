package io.github.emrharness.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files in the HDFS of the clusters, as the user {@code hadoop} sees them; a {@linkplain Engine#capability capability}.
 * Each call starts the HDFS of its cluster if need be, and waits until it is usable. Paths are absolute and without a scheme.
 * What HDFS refuses is an {@link IOException} with its words, a missing file a {@link java.io.FileNotFoundException}. Safe
 * for use by many threads.
 */
public interface HdfsStore {

    /** Stores the content, replacing a file of that path; directories above are made. */
    void put(String clusterId, String path, InputStream content) throws IOException;

    /** Opens the file for reading; the caller closes the stream. */
    InputStream read(String clusterId, String path) throws IOException;

    /** What is at the path; empty if there is nothing. */
    Optional<HdfsFile> find(String clusterId, String path) throws IOException;

    /** What is in a directory, in the order of the names; a file is its own list. */
    List<HdfsFile> list(String clusterId, String path) throws IOException;

    /** Makes the directory and those above; does nothing if it exists. */
    void mkdirs(String clusterId, String path) throws IOException;

    /** Deletes the file, or the directory with all that is in it; does nothing if there is none. */
    void delete(String clusterId, String path) throws IOException;
}
