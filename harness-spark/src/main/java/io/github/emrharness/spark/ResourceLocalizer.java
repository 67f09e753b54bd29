package io.github.emrharness.spark;

import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings what a command line names to this machine: objects of S3 are fetched into a directory, relative paths are
 * looked up in the step's working directory, then in that of the JVM, and jars that EMR has are found on the test's class
 * path. Other addresses and patterns are left to Spark.
 */
final class ResourceLocalizer {

    private static final Pattern S3 = Pattern.compile("s3[an]?://([^/]+)/(.+)");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final Pattern GLOB = Pattern.compile(".*[*?\\[{].*");

    /** What stands in place of a jar when there is none. */
    private static final String NO_RESOURCE = "spark-internal";

    private final ObjectStore store;
    private final EmrJars emrJars;
    private final Path workingDirectory;
    private final Path downloads;
    private int fetched;

    ResourceLocalizer(ObjectStore store, EmrJars emrJars, Path workingDirectory, Path downloads) {
        this.store = store;
        this.emrJars = emrJars;
        this.workingDirectory = workingDirectory;
        this.downloads = downloads;
    }

    /**
     * Gives the local path of a resource, or its address if that is for Spark to read.
     *
     * @param kind what it is, for the message
     * @throws FileNotFoundException if it does not exist
     */
    String path(String kind, String resource) throws IOException {
        if (resource.equals(NO_RESOURCE)) {
            return resource;
        }
        Matcher s3 = S3.matcher(resource);
        if (s3.matches()) {
            return fetch(kind, resource, s3.group(1), s3.group(2)).toString();
        }
        if (resource.startsWith("file:")) {
            return existing(kind, resource, fileUri(kind, resource));
        }
        if (resource.startsWith("local:")) {
            Optional<Path> jar = emrJars.standingFor(resource.replaceFirst("^local:(?://)?(?=/)", ""));
            return jar.isPresent() ? jar.get().toString() : resource;
        }
        if (SCHEME.matcher(resource).matches()) {
            return resource;
        }
        return existing(kind, resource, resource);
    }

    /** The same for resources with commas between them; each may carry a {@code #name}. */
    String list(String kind, String resources) throws IOException {
        List<String> local = new ArrayList<>();
        for (String resource : resources.split(",")) {
            String trimmed = resource.trim();
            if (trimmed.isEmpty()) {
                continue;
            }
            int fragment = trimmed.indexOf('#');
            String address = fragment < 0 ? trimmed : trimmed.substring(0, fragment);
            String name = fragment < 0 ? "" : trimmed.substring(fragment);
            local.add(GLOB.matcher(address).matches() ? trimmed : path(kind, address) + name);
        }
        return String.join(",", local);
    }

    /**
     * Gives local files the name that stands behind {@code #}. Spark leaves that to YARN, and refuses it with a local
     * master.
     */
    String underTheirNames(String files) throws IOException {
        List<String> named = new ArrayList<>();
        for (String file : files.split(",")) {
            int fragment = file.indexOf('#');
            boolean here = fragment > 0 && Files.exists(Path.of(file.substring(0, fragment)));
            named.add(here ? named(file.substring(fragment + 1), Path.of(file.substring(0, fragment))) : file);
        }
        return String.join(",", named);
    }

    private String named(String name, Path file) throws IOException {
        Path directory = Files.createDirectories(downloads.resolve(String.valueOf(fetched++)));
        Path link = FileTree.resolveInside(directory, name);
        LocalFiles.link(link, file);
        return link.toString();
    }

    private Path fetch(String kind, String resource, String bucket, String key) throws IOException {
        String name = key.substring(key.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            throw new FileNotFoundException("The " + kind + " " + resource + " is a prefix, not an object.");
        }
        // A directory for each keeps the names, which matter to jobs, and lets two objects have the same.
        Path directory = Files.createDirectories(downloads.resolve(String.valueOf(fetched++)));
        Path file = directory.resolve(name);
        try (InputStream in = store.get(bucket, key)) {
            Files.copy(in, file);
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException("The " + kind + " " + resource + " does not exist: " + e.getMessage());
        }
        return file;
    }

    private static String fileUri(String kind, String resource) throws IOException {
        try {
            return Path.of(URI.create(resource).getPath()).toString();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new FileNotFoundException("The " + kind + " " + resource + " is not a valid file: address.");
        }
    }

    private String existing(String kind, String resource, String path) throws FileNotFoundException {
        Optional<Path> ofEmr = emrJars.standingFor(path);
        if (ofEmr.isPresent()) {
            return ofEmr.get().toString();
        }
        try {
            for (Path candidate :
                    List.of(workingDirectory.resolve(path), Path.of(path).toAbsolutePath())) {
                if (Files.exists(candidate)) {
                    return candidate.normalize().toString();
                }
            }
        } catch (InvalidPathException e) {
            throw new FileNotFoundException("The " + kind + " " + resource + " is not a valid path: " + e.getReason());
        }
        String where = Path.of(path).isAbsolute()
                ? "there is no such file on this machine"
                : "it is neither in the step's working directory " + workingDirectory + " nor in "
                        + Path.of("").toAbsolutePath();
        throw new FileNotFoundException("The " + kind + " " + resource + " does not exist: " + where + ".");
    }
}
