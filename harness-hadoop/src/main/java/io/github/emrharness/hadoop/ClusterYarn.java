package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.tools.Wire;
import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnApplication.FinalStatus;
import io.github.emrharness.spi.YarnApplication.State;
import io.github.emrharness.spi.YarnService;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks the process of the daemons about the applications of a cluster. */
final class ClusterYarn implements YarnService {

    private final HadoopClusters clusters;

    ClusterYarn(HadoopClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<YarnApplication> applications(String clusterId) throws IOException {
        Optional<DaemonProcess> process = clusters.running(clusterId);
        List<YarnApplication> all = new ArrayList<>();
        if (process.isPresent()) {
            try (DataInputStream answer = ask(process.get(), "applications", Map.of("cluster", clusterId))) {
                for (int left = answer.readInt(); left > 0; left--) {
                    all.add(read(answer));
                }
            }
        }
        return List.copyOf(all);
    }

    @Override
    public YarnApplication await(String clusterId, String applicationId, Duration atMost) throws IOException {
        Map<String, String> arguments = arguments(clusterId, applicationId);
        arguments.put("milliseconds", Long.toString(atMost.toMillis()));
        try (DataInputStream answer = ask(process(clusterId, applicationId), "await-application", arguments)) {
            return read(answer);
        }
    }

    @Override
    public void collectLogs(String clusterId, String applicationId, Path directory) throws IOException {
        Map<String, String> arguments = arguments(clusterId, applicationId);
        arguments.put("directory", directory.toString());
        try (DataInputStream answer = ask(process(clusterId, applicationId), "collect-logs", arguments)) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private DaemonProcess process(String clusterId, String applicationId) throws IOException {
        return clusters.running(clusterId)
                .orElseThrow(() -> new FileNotFoundException("YARN knows no application " + applicationId
                        + ": nothing has needed the YARN of cluster " + clusterId + " yet."));
    }

    private static Map<String, String> arguments(String clusterId, String applicationId) {
        return new TreeMap<>(Map.of("cluster", clusterId, "application", applicationId));
    }

    private static DataInputStream ask(DaemonProcess process, String request, Map<String, String> arguments)
            throws IOException {
        return new DataInputStream(process.ask(request, arguments, InputStream.nullInputStream()));
    }

    private static YarnApplication read(DataInputStream in) throws IOException {
        String id = Wire.readText(in);
        String name = Wire.readText(in);
        String type = Wire.readText(in);
        String user = Wire.readText(in);
        String queue = Wire.readText(in);
        State state = State.valueOf(Wire.readText(in));
        FinalStatus finalStatus = FinalStatus.valueOf(Wire.readText(in));
        String diagnostics = Wire.readText(in);
        Instant started = Instant.ofEpochMilli(in.readLong());
        long finished = in.readLong();
        return new YarnApplication(
                id,
                name,
                type,
                user,
                queue,
                state,
                finalStatus,
                diagnostics,
                started,
                finished > 0 ? Optional.of(Instant.ofEpochMilli(finished)) : Optional.empty());
    }
}
