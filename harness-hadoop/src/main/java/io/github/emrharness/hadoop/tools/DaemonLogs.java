package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The log files of the daemons of a cluster: {@code <node>/<application>/<daemon>-<node>.log}. */
final class DaemonLogs implements AutoCloseable {

    private final Path directory;
    private final List<DaemonLog> open = new ArrayList<>();

    DaemonLogs(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts a daemon with a log of its own, and waits until it has started.
     *
     * @param application as EMR names the directory, for example {@code hadoop-hdfs}
     * @param daemon the name of the file, as on EMR but for that of the host
     * @throws IOException if it does not start
     */
    <T> T start(String node, String application, String daemon, DaemonLog.Start<T> start) throws IOException {
        DaemonLog log =
                DaemonLog.of(directory.resolve(node).resolve(application).resolve(daemon + "-" + node + ".log"));
        synchronized (open) {
            open.add(log);
        }
        return log.start(start);
    }

    /** Closes the files. What the daemons say as they end is lost. */
    @Override
    public void close() {
        synchronized (open) {
            open.forEach(DaemonLog::close);
        }
    }
}
