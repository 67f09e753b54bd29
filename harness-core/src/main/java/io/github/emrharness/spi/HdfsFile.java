package io.github.emrharness.spi;

import java.time.Instant;

/**
 * A file or a directory in HDFS.
 *
 * @param path absolute, without a scheme
 * @param size in bytes; 0 for a directory
 * @param replication how often each block is kept; 0 for a directory
 * @param permission as {@code hadoop fs -ls} writes it without the first letter, such as {@code rw-r--r--}
 */
public record HdfsFile(
        String path,
        boolean isDirectory,
        long size,
        Instant lastModified,
        int replication,
        String owner,
        String group,
        String permission) {}
