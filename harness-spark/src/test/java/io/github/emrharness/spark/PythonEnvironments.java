package io.github.emrharness.spark;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pythons for tests. A test that needs one that cannot be had here is skipped, and says why. */
final class PythonEnvironments {

    private static final List<String> PANDAS = List.of("pandas==2.2.3", "numpy==1.26.4", "pyarrow==17.0.0");
    private static final Duration INSTALL_TIME = Duration.ofMinutes(10);

    private PythonEnvironments() {}

    /** Skips the tests of a machine without Python. */
    static void assumePython() {
        interpreter();
    }

    /** A virtual environment with nothing in it. */
    static Path plain(Path directory) {
        return make(directory.resolve("plain-python"));
    }

    /** A virtual environment with pandas and pyarrow; made once per build directory. */
    static synchronized Path withPandas() {
        Path home = Path.of("target", "python-with-pandas").toAbsolutePath();
        Path python = home.resolve("bin").resolve("python");
        if (Files.exists(home.resolve("complete"))) {
            return python;
        }
        make(home);
        try {
            List<String> install = new ArrayList<>(
                    List.of(python.toString(), "-m", "pip", "install", "--quiet", "--only-binary=:all:"));
            install.addAll(PANDAS);
            new ChildProgram(install).run(INSTALL_TIME);
            Files.createFile(home.resolve("complete"));
        } catch (IOException e) {
            abort("pandas and pyarrow cannot be installed for " + interpreter() + ": " + e.getMessage());
        }
        return python;
    }

    private static Path make(Path home) {
        try {
            new ChildProgram(List.of(interpreter().toString(), "-m", "venv", home.toString())).run(INSTALL_TIME);
        } catch (IOException e) {
            abort("No virtual environment can be made: " + e.getMessage());
        }
        return home.resolve("bin").resolve("python");
    }

    private static Path interpreter() {
        try {
            return new PythonInterpreters()
                    .find(
                            PythonInterpreters.DEFAULT,
                            Map.copyOf(System.getenv()),
                            Path.of("").toAbsolutePath())
                    .interpreter()
                    .executable();
        } catch (IOException e) {
            return abort(e.getMessage());
        }
    }
}
