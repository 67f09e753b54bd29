package io.github.emrharness.hadoop.tools.s3distcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Finds the files below a source. */
final class SourceListing {

    private final Configuration conf;
    private final Path source;

    /**
     * @param source with its scheme
     */
    SourceListing(Configuration conf, Path source) {
        this.conf = conf;
        this.source = source;
    }

    /** All files below the source, or the source itself if it is a file; none if it does not exist. */
    List<SourceFile> files() throws IOException {
        return below(source);
    }

    /** The files below the directories that are listed in a file, one a line. */
    List<SourceFile> files(Path prefixesFile) throws IOException {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(prefixesFile.getFileSystem(conf).open(prefixesFile), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    Path given = new Path(line.strip());
                    Path prefix = given.getFileSystem(conf).makeQualified(given);
                    requireBelowSource(prefix);
                    below(prefix).forEach(file -> files.put(file.address(), file));
                }
            }
        }
        return List.copyOf(files.values());
    }

    private List<SourceFile> below(Path directory) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> found =
                    directory.getFileSystem(conf).listFiles(directory, true);
            while (found.hasNext()) {
                LocatedFileStatus file = found.next();
                files.add(new SourceFile(file.getPath().toString(), nameOf(file.getPath()), file.getLen()));
            }
        } catch (FileNotFoundException e) {
            // As an empty directory: S3 knows no other.
            return List.of();
        }
        return files;
    }

    /** The name below the source. */
    private String nameOf(Path file) {
        String path = file.toUri().getPath();
        String root = source.toUri().getPath();
        if (path.equals(root)) {
            return file.getName();
        }
        return path.substring(root.endsWith("/") ? root.length() : root.length() + 1);
    }

    private void requireBelowSource(Path prefix) throws IOException {
        String path = prefix.toUri().getPath();
        String root = source.toUri().getPath();
        boolean sameStore = Objects.equals(
                        prefix.toUri().getScheme(), source.toUri().getScheme())
                && Objects.equals(prefix.toUri().getAuthority(), source.toUri().getAuthority());
        boolean below = path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/");
        if (!sameStore || !below) {
            throw new IOException("The prefix " + prefix + " of --srcPrefixesFile is not below --src=" + source + ".");
        }
    }
}
