package io.github.emrharness.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the Python that a step means. What one tells of itself is asked once per harness. */
final class PythonInterpreters {

    /** What Spark runs if nobody names a Python. */
    static final String DEFAULT = "python3";

    private static final Duration ANSWER_TIME = Duration.ofMinutes(2);

    private final String question = resource("describe.py");
    private final Map<List<String>, PythonInterpreter> known = new ConcurrentHashMap<>();

    /** A Python, and whether it is the one that was asked for. */
    record Found(PythonInterpreter interpreter, boolean asNamed) {}

    /**
     * Finds the Python of that name. A path or a version that is not on this machine, as
     * {@code /usr/bin/python3.9} of EMR's, is replaced by {@code python3} of the PATH; a relative path, which leads into
     * something that the step has brought along, is not.
     *
     * @param environment the step's
     * @throws IOException if there is none, or it does not run
     */
    Found find(String name, Map<String, String> environment, Path workingDirectory) throws IOException {
        Path named = Path.of(name);
        Optional<Path> program = named.getNameCount() > 1
                ? Optional.of(workingDirectory.resolve(named).normalize()).filter(Files::isExecutable)
                : onPath(name, environment);
        if (program.isPresent()) {
            return new Found(describe(program.get(), environment, workingDirectory), true);
        }
        if (isBroughtAlong(name)) {
            throw new IOException("Cannot run program \"" + name + "\": there is no such file in the step's working "
                    + "directory " + workingDirectory + ", and nothing that --archives unpacks there has it.");
        }
        for (String other : List.of(DEFAULT, "python")) {
            Optional<Path> substitute = onPath(other, environment);
            if (substitute.isPresent()) {
                return new Found(describe(substitute.get(), environment, workingDirectory), name.equals(other));
            }
        }
        throw new IOException("Cannot run program \"" + name + "\": there is no Python on the PATH of this machine. "
                + "PySpark steps need Python 3.8 or later: install it, or name it with the Spark property "
                + "spark.pyspark.python or the environment variable PYSPARK_PYTHON.");
    }

    /** A relative path leads into what the step has brought along. */
    static boolean isBroughtAlong(String name) {
        Path path = Path.of(name);
        return !path.isAbsolute() && path.getNameCount() > 1;
    }

    /** Looks a program up, by the PATH of the environment or else of this JVM. */
    static Optional<Path> onPath(String name, Map<String, String> environment) {
        List<String> names = File.separatorChar == '\\' ? List.of(name + ".exe", name) : List.of(name);
        String path = environment.getOrDefault("PATH", Objects.requireNonNullElse(System.getenv("PATH"), ""));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .flatMap(directory -> names.stream().map(Path.of(directory)::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private PythonInterpreter describe(Path program, Map<String, String> environment, Path workingDirectory)
            throws IOException {
        List<String> key = new ArrayList<>(List.of(program.toString()));
        for (String variable : List.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "HOME")) {
            key.add(environment.getOrDefault(variable, ""));
        }
        PythonInterpreter before = known.get(key);
        if (before != null) {
            return before;
        }
        PythonInterpreter described = ask(program, environment, workingDirectory);
        known.put(key, described);
        return described;
    }

    private PythonInterpreter ask(Path program, Map<String, String> environment, Path workingDirectory)
            throws IOException {
        List<String> answer = new ChildProgram(List.of(program.toString(), "-c", question))
                .environment(environment)
                .directory(workingDirectory)
                .run(ANSWER_TIME)
                .lines()
                .toList();
        if (answer.size() < 4) {
            throw new IOException(program + " does not answer as a Python does: " + answer);
        }
        // A program that leads to the Python may have its say before.
        List<String> end = answer.subList(answer.size() - 4, answer.size());
        PythonInterpreter interpreter =
                new PythonInterpreter(Path.of(end.get(0)), end.get(1), end.get(2), Path.of(end.get(3)));
        String[] version = interpreter.version().split("\\.");
        if (Integer.parseInt(version[0]) != 3 || Integer.parseInt(version[1]) < 8) {
            throw new IOException("PySpark steps need Python 3.8 or later, but " + program + " is Python "
                    + interpreter.version() + ".");
        }
        return interpreter;
    }

    static String resource(String name) {
        try (InputStream in = PythonInterpreters.class.getResourceAsStream("python/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar of harness-spark lacks its resource python/" + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
