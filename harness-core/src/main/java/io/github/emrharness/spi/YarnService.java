package io.github.emrharness.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Looks into the YARN of the clusters; a {@linkplain Engine#capability capability} of the engine Hadoop. Safe for use by many
 * threads.
 */
public interface YarnService {

    /**
     * The applications that the YARN of a cluster knows, in the order of their submission. Starts nothing: there are none
     * before something has needed YARN.
     *
     * @throws IOException if the cluster has ended, or YARN does not answer
     */
    List<YarnApplication> applications(String clusterId) throws IOException;

    /**
     * Waits until an application has ended.
     *
     * @return as it is then, or at the end of the time
     * @throws IOException if there is no such application, the cluster has ended, or YARN does not answer
     */
    YarnApplication await(String clusterId, String applicationId, Duration atMost) throws IOException;

    /**
     * Brings the log files of an application's containers together. Those of an application that has ended are waited for;
     * of one that runs there is what its containers have written so far.
     *
     * @param directory gets a directory for each container, with files such as {@code stdout}, {@code stderr} and
     *     {@code syslog}
     * @throws IOException if there is no such application, the cluster has ended, or the files cannot be had
     */
    void collectLogs(String clusterId, String applicationId, Path directory) throws IOException;
}
