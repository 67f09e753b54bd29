package io.github.emrharness.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The HDFS and YARN of the clusters, each cluster with its own; a {@linkplain Engine#capability capability} of the engine
 * Hadoop, for other engines through {@link HarnessContext#hadoop()}. Safe for use by many threads.
 */
public interface HadoopService {

    /**
     * What a client of the cluster's HDFS must set: {@code fs.defaultFS} and how to reach it. Starts HDFS if need be, and
     * waits until it is usable. The same at every call until the cluster ends.
     *
     * @throws IOException if HDFS cannot be started, or the cluster has ended; the message says why
     */
    Map<String, String> hdfs(String clusterId) throws IOException;

    /**
     * What a client of the cluster's YARN must set, with all of {@link #hdfs}. Starts both if need be, and waits until they
     * are usable.
     *
     * @throws IOException if one of them cannot be started, or the cluster has ended; the message says why
     */
    Map<String, String> yarn(String clusterId) throws IOException;

    /**
     * Waits until the applications of the cluster's YARN that have that tag have ended, and kills those that have not in that
     * time. Starts nothing.
     *
     * @throws IOException if the cluster has ended, or YARN does not do it
     */
    void endApplications(String clusterId, String tag, Duration atMost) throws IOException;
}
