package io.github.emrharness.hadoop.tools;

import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** The requests that the process of the daemons understands. */
final class Requests {

    private static final String CONFIGURATION = "conf:";

    private final Clusters clusters;

    Requests(Clusters clusters) {
        this.clusters = clusters;
    }

    void perform(String name, Map<String, String> arguments, InputStream body, OutputStream answer) throws Exception {
        String cluster = argument(arguments, "cluster");
        switch (name) {
            case "open" -> open(cluster, arguments);
            case "hdfs" -> answer(answer, clusters.of(cluster).hdfs());
            case "yarn" -> answer(answer, clusters.of(cluster).yarn());
            case "close" -> clusters.end(cluster);
            case "nodes" -> answer(answer, clusters.of(cluster).nodes());
            case "applications" -> {
                DataOutputStream out = new DataOutputStream(answer);
                Optional<YarnApplications> applications = clusters.of(cluster).applications();
                if (applications.isPresent()) {
                    applications.get().list(out);
                } else {
                    out.writeInt(0);
                }
                out.flush();
            }
            case "await-application" -> {
                DataOutputStream out = new DataOutputStream(answer);
                applications(cluster)
                        .await(
                                argument(arguments, "application"),
                                Duration.ofMillis(Long.parseLong(argument(arguments, "milliseconds"))),
                                out);
                out.flush();
            }
            case "collect-logs" ->
                applications(cluster)
                        .collectLogs(argument(arguments, "application"), Path.of(argument(arguments, "directory")));
            case "end-applications" -> {
                Optional<YarnApplications> applications = clusters.of(cluster).applications();
                if (applications.isPresent()) {
                    applications
                            .get()
                            .end(
                                    argument(arguments, "tag"),
                                    Duration.ofMillis(Long.parseLong(argument(arguments, "milliseconds"))));
                }
            }
            case "collect-history" -> clusters.of(cluster).collectHistory(Path.of(argument(arguments, "directory")));
            case "add-node" -> clusters.of(cluster).add(Node.parse(argument(arguments, "node")));
            case "kill-node" -> clusters.of(cluster).kill(argument(arguments, "node"), argument(arguments, "daemon"));
            default -> onFile(name, clusters.of(cluster).files(), argument(arguments, "path"), body, answer);
        }
    }

    private YarnApplications applications(String cluster) throws IOException {
        return clusters.of(cluster)
                .applications()
                .orElseThrow(
                        () -> new FileNotFoundException("Nothing has needed the YARN of cluster " + cluster + " yet."));
    }

    private void open(String cluster, Map<String, String> arguments) {
        Map<String, String> configuration = new TreeMap<>();
        arguments.forEach((name, value) -> {
            if (name.startsWith(CONFIGURATION)) {
                configuration.put(name.substring(CONFIGURATION.length()), value);
            }
        });
        clusters.open(
                cluster,
                Path.of(argument(arguments, "directory")),
                configuration,
                Arrays.stream(argument(arguments, "nodes").split(" "))
                        .filter(text -> !text.isEmpty())
                        .map(Node::parse)
                        .toList());
    }

    private static void onFile(String name, FileSystem fs, String text, InputStream body, OutputStream answer)
            throws IOException {
        var path = fs.makeQualified(new org.apache.hadoop.fs.Path(text));
        switch (name) {
            case "put" -> {
                try (OutputStream out = fs.create(path, true)) {
                    body.transferTo(out);
                }
            }
            case "read" -> {
                try (InputStream in = fs.open(path)) {
                    in.transferTo(answer);
                }
            }
            case "status" ->
                list(fs, answer, fs.exists(path) ? new FileStatus[] {fs.getFileStatus(path)} : new FileStatus[0]);
            case "list" -> list(fs, answer, fs.listStatus(path));
            case "mkdirs" -> {
                if (!fs.mkdirs(path)) {
                    throw new IOException("Cannot make the directory " + path);
                }
            }
            case "delete" -> fs.delete(path, true);
            default -> throw new IllegalArgumentException("No such request: " + name);
        }
    }

    private static void list(FileSystem fs, OutputStream answer, FileStatus[] found) throws IOException {
        DataOutputStream out = new DataOutputStream(answer);
        out.writeInt(found.length);
        for (FileStatus each : found) {
            Wire.writeText(out, fs.makeQualified(each.getPath()).toUri().getPath());
            out.writeBoolean(each.isDirectory());
            out.writeLong(each.getLen());
            out.writeLong(each.getModificationTime());
            out.writeShort(each.getReplication());
            Wire.writeText(out, each.getOwner());
            Wire.writeText(out, each.getGroup());
            Wire.writeText(out, each.getPermission().toString());
        }
        out.flush();
    }

    private static void answer(OutputStream answer, Map<String, String> map) throws IOException {
        DataOutputStream out = new DataOutputStream(answer);
        Wire.writeMap(out, map);
        out.flush();
    }

    private static String argument(Map<String, String> arguments, String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The request lacks the argument " + name);
        }
        return value;
    }
}
