package io.github.emrharness.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A directory with the AWS SDK for JavaScript in the version of {@code package-lock.json}, and our scripts beside it. */
final class NodeModules {

    private static final Path SOURCES = ToolDirectory.BASE.resolve("src/test/javascript");
    private static final int INSTALL_SECONDS = 600;

    private NodeModules() {}

    /**
     * Where our scripts can be run.
     *
     * @throws ClientUnavailableException if there is no node of at least 20, no npm, or the packages cannot be fetched
     */
    static Path directory() throws IOException, ClientUnavailableException {
        String version = version();
        Path lock = SOURCES.resolve("package-lock.json");
        Path directory = ToolDirectory.of("javascript", List.of(version, Files.readString(lock)), NodeModules::install);
        copySources(directory);
        return directory;
    }

    private static String version() throws ClientUnavailableException {
        String question =
                "console.log(process.version); process.exit(process.versions.node.split('.')[0] < 20 ? 1 : 0)";
        ChildProcess ask = new ChildProcess(
                List.of("node", "-e", question), ToolDirectory.BASE, ToolDirectory.PARENT.resolve("node-version.log"));
        try {
            if (ask.run(INSTALL_SECONDS) != 0) {
                throw new ClientUnavailableException("Node.js 20 or later is needed; found: " + ask.tail());
            }
        } catch (IOException e) {
            throw new ClientUnavailableException("There is no node on the PATH: " + e.getMessage());
        }
        return ask.tail();
    }

    private static void install(Path directory) throws IOException, ClientUnavailableException {
        copySources(directory);
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        ChildProcess npm = new ChildProcess(
                List.of(windows ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"),
                directory,
                ToolDirectory.PARENT.resolve("javascript-install.log"));
        try {
            if (npm.run(INSTALL_SECONDS) != 0) {
                throw new ClientUnavailableException("npm ci failed:\n" + npm.tail());
            }
        } catch (IOException e) {
            throw new ClientUnavailableException("There is no npm on the PATH: " + e.getMessage());
        }
    }

    private static void copySources(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
