package io.github.emrharness.hadoop.tools.s3distcp;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main class of {@code s3-dist-cp}. Copies with threads of its own process instead of a MapReduce job. */
public final class S3DistCp extends Configured implements Tool {

    private static final Logger LOG = LoggerFactory.getLogger(S3DistCp.class);
    private static final int FAILED = 1;

    S3DistCp() {}

    public static void main(String[] args) throws Exception {
        System.exit(ToolRunner.run(new Configuration(), new S3DistCp(), args));
    }

    @Override
    public int run(String[] args) throws IOException {
        LOG.info("Running with args: {}", String.join(" ", args));
        S3DistCpOptions options;
        try {
            options = S3DistCpOptions.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println("Error: " + e.getMessage());
            return FAILED;
        }
        if (options.isHelp()) {
            System.out.println(Option.help());
            return 0;
        }
        warnOfWhatHasNoEffect(options);
        options.s3aProperties().forEach(getConf()::set);
        copy(options);
        return 0;
    }

    private static void warnOfWhatHasNoEffect(S3DistCpOptions options) {
        options.s3Endpoint()
                .ifPresent(endpoint ->
                        LOG.warn("--s3Endpoint={} has no effect: there is only the S3 of the harness", endpoint));
        if (options.targetSize().isPresent() && options.groupBy().isEmpty()) {
            LOG.warn("--targetSize has no effect without --groupBy");
        }
    }

    private void copy(S3DistCpOptions options) throws IOException {
        Path destination = qualified(options.dest());
        List<ManifestEntry> previous = previousManifest(options);
        List<SourceFile> found = options.copiesFromManifest() ? copiesOf(previous) : listed(options);
        Set<String> copiedBefore = options.copiesFromManifest()
                ? Set.of()
                : previous.stream().map(ManifestEntry::baseName).collect(Collectors.toSet());
        List<OutputFile> outputs =
                new CopyPlan(options, copiedBefore, name -> size(new Path(destination, name))).of(found);
        int files = outputs.stream().mapToInt(output -> output.sources().size()).sum();
        LOG.info("Created {} files to copy {} files", outputs.size(), files);
        if (outputs.isEmpty()) {
            throw new RuntimeException("Error running job", nothingToCopy(options, found));
        }
        FileCopier copier = new FileCopier(getConf(), destination, options.outputCompression());
        refuseToOverwriteSources(outputs, copier);
        ParallelCopy.run(outputs, copier);
        if (options.outputManifest().isPresent()) {
            List<ManifestEntry> entries = new ArrayList<>(options.copiesFromManifest() ? List.of() : previous);
            entries.addAll(entries(outputs, copier, destination));
            writeManifest(
                    entries, new Path(destination, options.outputManifest().get()));
        }
        if (options.deletesOnSuccess()) {
            delete(outputs);
        }
    }

    private List<SourceFile> listed(S3DistCpOptions options) throws IOException {
        SourceListing listing = new SourceListing(getConf(), qualified(options.src()));
        return options.srcPrefixesFile().isPresent()
                ? listing.files(qualified(options.srcPrefixesFile().get()))
                : listing.files();
    }

    private List<ManifestEntry> previousManifest(S3DistCpOptions options) throws IOException {
        if (options.previousManifest().isEmpty()) {
            return List.of();
        }
        Path manifest = qualified(options.previousManifest().get());
        FileSystem fileSystem = manifest.getFileSystem(getConf());
        if (!fileSystem.exists(manifest)) {
            if (options.requiresPreviousManifest()) {
                throw new FileNotFoundException(
                        "--previousManifest=" + options.previousManifest().get()
                                + " does not exist. With --requirePreviousManifest=false it need not.");
            }
            return List.of();
        }
        return Manifest.read(fileSystem.open(manifest), manifest.toString());
    }

    /** Each copy once, although a manifest may name it for each of the files that were concatenated into it. */
    private static List<SourceFile> copiesOf(List<ManifestEntry> manifest) {
        Map<String, SourceFile> copies = new LinkedHashMap<>();
        manifest.forEach(entry -> copies.putIfAbsent(entry.path(), entry.copy()));
        return List.copyOf(copies.values());
    }

    private static IOException nothingToCopy(S3DistCpOptions options, List<SourceFile> found) {
        return found.isEmpty()
                ? new FileNotFoundException(
                        "Input path does not exist: there is no file to copy below " + options.src())
                : new IOException(
                        "None of the " + found.size() + " files below " + options.src()
                                + " is to be copied: they do not match --srcPattern or --groupBy, or the previous manifest has them.");
    }

    private static void refuseToOverwriteSources(List<OutputFile> outputs, FileCopier copier) throws IOException {
        Set<String> sources = new HashSet<>();
        outputs.forEach(output -> output.sources().forEach(source -> sources.add(source.address())));
        for (OutputFile output : outputs) {
            String target = copier.target(output).toString();
            if (sources.contains(target)) {
                throw new IOException(target + " is to be copied, and would be overwritten by a copy.");
            }
        }
    }

    private static List<ManifestEntry> entries(List<OutputFile> outputs, FileCopier copier, Path destination) {
        return outputs.stream()
                .flatMap(output -> output.sources().stream()
                        .map(source -> new ManifestEntry(
                                copier.target(output).toString(),
                                source.name(),
                                destination.toString(),
                                source.size())))
                .toList();
    }

    private void writeManifest(List<ManifestEntry> entries, Path file) throws IOException {
        try (OutputStream out = file.getFileSystem(getConf()).create(file, true)) {
            Manifest.write(entries, out);
        }
        LOG.info("Wrote the manifest {} of {} files", file, entries.size());
    }

    private void delete(List<OutputFile> outputs) throws IOException {
        for (OutputFile output : outputs) {
            for (SourceFile source : output.sources()) {
                Path path = new Path(source.address());
                path.getFileSystem(getConf()).delete(path, false);
            }
        }
    }

    private OptionalLong size(Path file) throws IOException {
        try {
            FileStatus status = file.getFileSystem(getConf()).getFileStatus(file);
            return status.isFile() ? OptionalLong.of(status.getLen()) : OptionalLong.empty();
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    private Path qualified(String location) throws IOException {
        Path path = new Path(location);
        return path.getFileSystem(getConf()).makeQualified(path);
    }
}
