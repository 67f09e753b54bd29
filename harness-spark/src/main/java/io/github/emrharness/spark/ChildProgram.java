package io.github.emrharness.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a short program of this machine, such as {@code pip} or {@code tar}, to its end. */
final class ChildProgram {

    private static final int TAIL = 2_000;

    private final ProcessBuilder builder;

    /** A program with the environment of this JVM. */
    ChildProgram(List<String> command) {
        builder = new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Gives it this environment, and nothing of this JVM's. */
    ChildProgram environment(Map<String, String> environment) {
        builder.environment().clear();
        builder.environment().putAll(environment);
        return this;
    }

    ChildProgram directory(Path directory) {
        builder.directory(directory.toFile());
        return this;
    }

    /**
     * Runs it; it gets no input. None of its processes is left.
     *
     * @return what it printed
     * @throws IOException if it cannot be started, fails or takes too long; the message ends with what it printed last
     */
    String run(Duration atMost) throws IOException {
        Path output = Files.createTempFile("emr-harness", ".out");
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("did not end within " + atMost.toSeconds() + " s", output);
                }
                if (process.exitValue() != 0) {
                    throw failure("ended with code " + process.exitValue(), output);
                }
                return Files.readString(output, UTF_8);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while " + name() + " was running", e);
            } finally {
                Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        } finally {
            Files.delete(output);
        }
    }

    private IOException failure(String what, Path output) throws IOException {
        String printed = new String(Files.readAllBytes(output), UTF_8).strip();
        String tail = printed.substring(Math.max(0, printed.length() - TAIL));
        return new IOException(name() + " " + what + (tail.isEmpty() ? "" : ": " + tail));
    }

    private String name() {
        return String.join(
                " ",
                builder.command().stream()
                        .map(word -> word.contains("\n") ? "..." : word)
                        .toList());
    }
}
