package io.github.emrharness.hadoop.tools.s3distcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.util.JsonSerialization;

/** The list of files that {@code --outputManifest} writes: JSON, one file a line, compressed with gzip. */
final class Manifest {

    private static final JsonSerialization<Line> JSON = new JsonSerialization<>(Line.class, false, false);

    private Manifest() {}

    /**
     * Reads a manifest.
     *
     * @param name for messages
     * @throws IOException if it is none; the message names the line
     */
    static List<ManifestEntry> read(InputStream in, String name) throws IOException {
        List<ManifestEntry> entries = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    entries.add(entry(line, name + ", line " + number));
                }
            }
        } catch (ZipException e) {
            throw new IOException("The manifest " + name + " is not compressed with gzip: " + e.getMessage(), e);
        }
        return entries;
    }

    private static ManifestEntry entry(String line, String place) throws IOException {
        Line json;
        try {
            json = JSON.fromJson(line);
        } catch (IOException e) {
            throw new IOException("This is no JSON object in the manifest " + place + ": " + line, e);
        }
        if (json.get("path") instanceof String path
                && json.get("baseName") instanceof String baseName
                && json.get("srcDir") instanceof String srcDir
                && json.get("size") instanceof Number size) {
            return new ManifestEntry(path, baseName, srcDir, size.longValue());
        }
        throw new IOException("The manifest " + place + " lacks one of path, baseName, srcDir and size: " + line);
    }

    /** Writes a manifest; the stream stays open. */
    static void write(List<ManifestEntry> entries, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        for (ManifestEntry entry : entries) {
            Line line = new Line();
            line.put("path", entry.path());
            line.put("baseName", entry.baseName());
            line.put("srcDir", entry.srcDir());
            line.put("size", entry.size());
            gzip.write((JSON.toJson(line) + "\n").getBytes(UTF_8));
        }
        gzip.finish();
    }

    /** An object of JSON, whose members keep their order. */
    static final class Line extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        Line() {
            super(Map.of());
        }
    }
}
