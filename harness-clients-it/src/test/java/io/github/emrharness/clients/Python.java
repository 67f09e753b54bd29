package io.github.emrharness.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A virtual environment of Python with the AWS CLI and boto3 in the versions of {@code requirements.txt}. */
final class Python {

    static final Path SOURCES = ToolDirectory.BASE.resolve("src/test/python");

    static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final String SYSTEM_PYTHON = WINDOWS ? "python" : "python3";
    private static final int INSTALL_SECONDS = 600;

    private Python() {}

    /**
     * The interpreter of the virtual environment.
     *
     * @throws ClientUnavailableException if there is no Python of at least 3.10 here, or its packages cannot be fetched
     */
    static Path interpreter() throws IOException, ClientUnavailableException {
        Path requirements = SOURCES.resolve("requirements.txt");
        Path home = ToolDirectory.of(
                "python",
                List.of(version(), Files.readString(requirements)),
                directory -> install(directory, requirements));
        return inside(home);
    }

    private static Path inside(Path home) {
        return WINDOWS
                ? home.resolve("Scripts").resolve("python.exe")
                : home.resolve("bin").resolve("python");
    }

    private static String version() throws ClientUnavailableException {
        String question = "import sys; print(sys.executable, sys.version); sys.exit(sys.version_info < (3, 10))";
        ChildProcess ask = new ChildProcess(
                List.of(SYSTEM_PYTHON, "-c", question),
                ToolDirectory.BASE,
                ToolDirectory.PARENT.resolve("python-version.log"));
        try {
            if (ask.run(INSTALL_SECONDS) != 0) {
                throw new ClientUnavailableException("Python 3.10 or later is needed; found: " + ask.tail());
            }
        } catch (IOException e) {
            throw new ClientUnavailableException("There is no " + SYSTEM_PYTHON + " on the PATH: " + e.getMessage());
        }
        return ask.tail();
    }

    private static void install(Path home, Path requirements) throws IOException, ClientUnavailableException {
        // Unlike its scripts, the interpreter of a virtual environment can be moved.
        step("make a virtual environment", List.of(SYSTEM_PYTHON, "-m", "venv", home.toString()));
        step(
                "install " + requirements,
                List.of(
                        inside(home).toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--no-input",
                        "--require-hashes",
                        "--only-binary=:all:",
                        "-r",
                        requirements.toString()));
    }

    private static void step(String what, List<String> command) throws IOException, ClientUnavailableException {
        ChildProcess process =
                new ChildProcess(command, ToolDirectory.BASE, ToolDirectory.PARENT.resolve("python-install.log"));
        if (process.run(INSTALL_SECONDS) != 0) {
            throw new ClientUnavailableException("Could not " + what + ":\n" + process.tail());
        }
    }
}
