package io.github.emrharness.spark;

import io.github.emrharness.jvm.cache.FileTree;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts what {@code --files} and {@code --archives} name into the working directory, where the containers of YARN have it:
 * files under their name or that behind {@code #}, archives as directories.
 */
final class PythonFiles {

    private static final Duration UNPACK_TIME = Duration.ofMinutes(10);

    private PythonFiles() {}

    static void putInto(Path workingDirectory, SparkSubmitPlan plan) throws IOException {
        for (Resource file : resources(workingDirectory, plan.resources().get("--files"))) {
            LocalFiles.link(file.target(), file.file());
        }
        for (Resource archive : resources(workingDirectory, plan.resources().get("--archives"))) {
            unpack(archive);
        }
    }

    private record Resource(Path file, Path target) {}

    /** Those that are on this machine; the rest is for Spark to fetch. */
    private static List<Resource> resources(Path workingDirectory, @Nullable String list) {
        if (list == null || list.isEmpty()) {
            return List.of();
        }
        return Stream.of(list.split(","))
                .map(each -> {
                    int fragment = each.indexOf('#');
                    Path file = Path.of(fragment < 0 ? each : each.substring(0, fragment));
                    String name = fragment < 0 ? file.getFileName().toString() : each.substring(fragment + 1);
                    return new Resource(file, workingDirectory.resolve(name).normalize());
                })
                .filter(each -> Files.exists(each.file())
                        && each.target().startsWith(workingDirectory)
                        && !Files.exists(each.target()))
                .toList();
    }

    private static void unpack(Resource archive) throws IOException {
        String name = archive.file().getFileName().toString().toLowerCase(Locale.ROOT);
        Files.createDirectories(archive.target());
        if (name.endsWith(".zip") || name.endsWith(".jar") || name.endsWith(".egg")) {
            unzip(archive);
        } else if (name.matches(".+\\.(?:tar|tgz|tar\\.\\w+)")) {
            new ChildProgram(List.of(
                            "tar",
                            "-xf",
                            archive.file().toString(),
                            "-C",
                            archive.target().toString()))
                    .run(UNPACK_TIME);
        } else {
            // As YARN does with what is no archive.
            Files.delete(archive.target());
            LocalFiles.link(archive.target(), archive.file());
        }
    }

    private static void unzip(Resource archive) throws IOException {
        boolean posix =
                archive.target().getFileSystem().supportedFileAttributeViews().contains("posix");
        try (FileSystem zip = FileSystems.newFileSystem(
                        archive.file(), Map.of("enablePosixFileAttributes", String.valueOf(posix)));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path target = FileTree.resolveInside(
                        archive.target(), zip.getPath("/").relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
                    if (posix) {
                        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
                    }
                }
            }
        }
    }
}
