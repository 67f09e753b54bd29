package io.github.emrharness.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the daemons of clusters have logged; a {@linkplain Engine#capability capability}. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-view-web-log-files.html">View log files</a>
 */
public interface NodeLogs {

    /** Whether there is anything for that cluster. Never blocks. */
    boolean exist(String clusterId);

    /**
     * Brings the files together. The cluster ends, but its daemons still run.
     *
     * @param directory gets the files with the paths that they have below {@code <LogUri>/<cluster>/}, but not compressed:
     *     {@code node/<instance>/applications/...} and {@code hadoop-mapreduce/history/...}
     * @throws IOException if they cannot be had
     */
    void collect(String clusterId, Path directory) throws IOException;
}
