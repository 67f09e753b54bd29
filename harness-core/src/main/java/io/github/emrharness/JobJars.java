package io.github.emrharness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Brings the jars of jobs to where the steps of one cluster find them: into its bucket. */
final class JobJars {

    private static final String FOLDER = "jobs/";

    private final S3Bucket bucket;
    private final JarPacker packer;
    private final Set<String> uploaded = ConcurrentHashMap.newKeySet();

    JobJars(S3Bucket bucket, Path directory) {
        this.bucket = bucket;
        this.packer = new JarPacker(directory);
    }

    /** The address of the jar on S3; puts it there first if it is a file or has to be packed. */
    String address(JobJar jar) {
        if (jar instanceof JobJar.Packed packed) {
            return upload(packer.pack(packed));
        }
        String location = S3Address.fill(((JobJar.Named) jar).location(), bucket.name());
        if (location.contains("://") || isOfEmr(location)) {
            return location;
        }
        Optional<Path> file = file(location);
        if (file.isPresent()) {
            return upload(file.get());
        }
        if (!location.startsWith("/") && bucket.exists(location)) {
            return bucket.uri(location);
        }
        throw new IllegalArgumentException(
                "There is no jar [" + location + "]: neither a file of that name (looked for "
                        + Path.of("").toAbsolutePath().resolve(location) + ") nor an object of that key in bucket ["
                        + bucket.name() + "].");
    }

    /** What is on every master, such as {@code /usr/lib/hadoop-mapreduce/hadoop-mapreduce-examples.jar}. */
    private static boolean isOfEmr(String location) {
        return location.endsWith("command-runner.jar")
                || location.endsWith("script-runner.jar")
                || location.startsWith("/usr/lib/hadoop")
                || location.startsWith("/usr/lib/spark")
                || location.startsWith("/usr/share/aws/emr/")
                || location.startsWith("/home/hadoop/lib/");
    }

    private static Optional<Path> file(String location) {
        try {
            return Optional.of(Path.of(location)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String upload(Path file) {
        String key = FOLDER + file.getFileName();
        // A file of the user may have been built anew since; one of ours is named after its content.
        String state = key + "@" + size(file) + "@" + file.toFile().lastModified();
        if (!uploaded.contains(state)) {
            bucket.put(key, file);
            uploaded.add(state);
        }
        return bucket.uri(key);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
