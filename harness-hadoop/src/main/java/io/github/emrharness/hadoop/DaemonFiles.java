package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.tools.Wire;
import io.github.emrharness.spi.HdfsFile;
import io.github.emrharness.spi.HdfsStore;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the process of the daemons do what is to be done with files. */
final class DaemonFiles implements HdfsStore {

    private final HadoopClusters clusters;

    DaemonFiles(HadoopClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public void put(String clusterId, String path, InputStream content) throws IOException {
        try (InputStream done = ask("put", clusterId, path, content)) {
            done.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public InputStream read(String clusterId, String path) throws IOException {
        return ask("read", clusterId, path, InputStream.nullInputStream());
    }

    @Override
    public Optional<HdfsFile> find(String clusterId, String path) throws IOException {
        return files("status", clusterId, path).stream().findFirst();
    }

    @Override
    public List<HdfsFile> list(String clusterId, String path) throws IOException {
        return files("list", clusterId, path);
    }

    @Override
    public void mkdirs(String clusterId, String path) throws IOException {
        put("mkdirs", clusterId, path);
    }

    @Override
    public void delete(String clusterId, String path) throws IOException {
        put("delete", clusterId, path);
    }

    private void put(String request, String clusterId, String path) throws IOException {
        clusters.process(clusterId).request(request, Map.of("cluster", clusterId, "path", path));
    }

    private InputStream ask(String request, String clusterId, String path, InputStream content) throws IOException {
        return clusters.process(clusterId).ask(request, Map.of("cluster", clusterId, "path", path), content);
    }

    private List<HdfsFile> files(String request, String clusterId, String path) throws IOException {
        try (DataInputStream in = new DataInputStream(ask(request, clusterId, path, InputStream.nullInputStream()))) {
            List<HdfsFile> found = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                found.add(new HdfsFile(
                        Wire.readText(in),
                        in.readBoolean(),
                        in.readLong(),
                        Instant.ofEpochMilli(in.readLong()),
                        in.readShort(),
                        Wire.readText(in),
                        Wire.readText(in),
                        Wire.readText(in)));
            }
            found.sort(Comparator.comparing(HdfsFile::path));
            return List.copyOf(found);
        }
    }
}
