package io.github.emrharness.core.programs;

import io.github.emrharness.core.node.ClusterNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.function.Supplier;

/** Puts the programs into {@code /usr/bin} of a cluster's master, as one script that goes by its name. */
public final class ProgramFiles {

    private static final String SCRIPT = "program.sh";

    private ProgramFiles() {}

    /** Where the programs of the master are; to be first on the PATH. */
    public static Path directory(ClusterNode node) {
        return node.path("/usr/bin");
    }

    /**
     * Writes them, once for a cluster; nothing where files have no permissions and so there is no Bash. Safe to be called by
     * several steps at once.
     *
     * @param programs their names
     */
    public static void write(ClusterNode node, Supplier<? extends Collection<String>> programs) throws IOException {
        Path script = node.path("/usr/share/emr-harness/program");
        Path directory = directory(node);
        boolean isPosix =
                node.root().getFileSystem().supportedFileAttributeViews().contains("posix");
        if (isPosix && !Files.exists(script)) {
            Files.createDirectories(directory);
            for (String program : programs.get()) {
                link(directory.resolve(program), script);
            }
            write(script);
        }
    }

    /** Writes one program, which goes by the name of the file. */
    static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        // Complete when it appears: another step may start it at once.
        Path whole = Files.createTempFile(file.getParent(), "program", null);
        try (InputStream in = ProgramFiles.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new FileNotFoundException(SCRIPT);
            }
            Files.write(whole, in.readAllBytes());
        }
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwx------"));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void link(Path link, Path script) throws IOException {
        try {
            Files.createSymbolicLink(link, script);
        } catch (FileAlreadyExistsException made) {
            // By a step that starts at the same time.
        }
    }
}
