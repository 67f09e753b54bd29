package io.github.emrharness.spi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a back end is told about the harness that it belongs to. */
public interface HarnessContext {

    /** The AWS region that the harness plays, for example {@code us-east-1}. */
    String region();

    /** The keys that the harness's own clients use; they are worth nothing elsewhere. */
    String accessKeyId();

    String secretAccessKey();

    /** Where the EMR API answers. Starts the endpoint if need be. */
    URI emrEndpoint();

    /** The S3 of the harness. Started at the first call, which then takes as long as the start. */
    ObjectStore objectStore();

    /** The HDFS and YARN of the clusters; empty if the class path has none. Starts nothing. */
    default Optional<HadoopService> hadoop() {
        return Optional.empty();
    }

    /** The Hive metastores of the clusters; empty if the class path has none. Starts nothing. */
    default Optional<MetastoreService> metastore() {
        return Optional.empty();
    }

    /** The cluster of that id as it is now; empty if there is none. */
    default Optional<ClusterInfo> cluster(String clusterId) {
        return Optional.empty();
    }

    /**
     * Makes a program that other processes can call, and that runs in this JVM, until it is closed or the harness is.
     *
     * @param file what they start; its name is the program's
     * @throws IOException if that cannot be had on this machine
     */
    default CallableProgram openProgram(Path file, ProgramStarter starter) throws IOException {
        throw new IOException("This harness has no programs for other processes.");
    }

    /** A directory of the back end's own, deleted when the harness is closed. */
    Path directory(String name);

    /**
     * A directory of the back end's own that outlives the harness, with what an earlier one left in it; empty if the
     * user has named no place for such data.
     */
    default Optional<Path> dataDirectory(String name) {
        return Optional.empty();
    }

    /** Where the JVMs of steps run unless a step asks otherwise. */
    Isolation isolation();

    /** How much the engines log. */
    EngineLogLevel engineLogLevel();

    /** Settings of the user for this back end, by their full names ({@code emr.harness.spark...}). */
    Map<String, String> settings();
}
