package io.github.emrharness.core.commands;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds programs as {@code exec} does. */
public final class ProgramLookup {

    private static final String NOT_FOUND = "error=2, No such file or directory";
    private static final String NOT_EXECUTABLE = "error=13, Permission denied";

    /** Where EMR's programs are. The same program is often in another directory on this machine. */
    private static final List<String> SYSTEM_DIRECTORIES = List.of("/bin/", "/usr/bin/", "/usr/local/bin/");

    private final Map<String, String> environment;
    private final Path directory;

    /**
     * @param environment its PATH counts
     * @param directory where relative paths begin
     */
    public ProgramLookup(Map<String, String> environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    /** Gives the system's words for why this program cannot be started; empty if it can. */
    public Optional<String> problem(String program) {
        if (program.isEmpty()) {
            return Optional.of(NOT_FOUND);
        }
        try {
            return program.indexOf('/') >= 0 ? problemOf(directory.resolve(program)) : problemOnPath(program);
        } catch (InvalidPathException e) {
            return Optional.of(NOT_FOUND);
        }
    }

    /** The name of a program that is not in the system directory named, but on the PATH; empty if there is no need. */
    Optional<String> elsewhere(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        boolean isSystems = SYSTEM_DIRECTORIES.contains(program.substring(0, program.length() - name.length()));
        return isSystems && problem(program).isPresent() && problem(name).isEmpty()
                ? Optional.of(name)
                : Optional.empty();
    }

    private Optional<String> problemOnPath(String program) {
        Optional<String> problem = Optional.of(NOT_FOUND);
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Optional<String> here = problemOf(directory.resolve(entry).resolve(program));
            if (here.isEmpty()) {
                return here;
            }
            if (here.get().equals(NOT_EXECUTABLE)) {
                problem = here;
            }
        }
        return problem;
    }

    private static Optional<String> problemOf(Path file) {
        if (!Files.exists(file)) {
            return Optional.of(NOT_FOUND);
        }
        return Files.isDirectory(file) || !Files.isExecutable(file) ? Optional.of(NOT_EXECUTABLE) : Optional.empty();
    }
}
