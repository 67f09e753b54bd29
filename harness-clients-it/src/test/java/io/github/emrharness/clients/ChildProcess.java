package io.github.emrharness.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program to its end. What it prints goes to a file; nothing of it outlives the call. */
final class ChildProcess {

    /** What of this JVM's environment programs may see: where things are, and how the network is reached. */
    private static final List<String> INHERITED = List.of(
            "PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "LOCALAPPDATA", "APPDATA", "TMPDIR", "TEMP", "LANG", "LC_ALL");

    private static final List<String> INHERITED_PREFIXES = List.of(
            "PIP_",
            "npm_config_",
            "NPM_CONFIG_",
            "NODE_",
            "SSL_",
            "REQUESTS_",
            "XDG_",
            "HTTP_",
            "HTTPS_",
            "http_",
            "https_",
            "NO_PROXY",
            "no_proxy");

    private static final int TAIL = 4000;

    private final List<String> command;
    private final Path directory;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param directory where it runs
     * @param log the file that its output replaces
     */
    ChildProcess(List<String> command, Path directory, Path log) {
        this.command = command;
        this.directory = directory;
        this.log = log;
        System.getenv().forEach((name, value) -> {
            if (INHERITED.contains(name) || INHERITED_PREFIXES.stream().anyMatch(name::startsWith)) {
                environment.put(name, value);
            }
        });
    }

    ChildProcess with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /**
     * Waits for its end, and kills it with its descendants when the time is over.
     *
     * @return the exit code
     * @throws IOException if there is no such program
     * @throws IllegalStateException if it took too long
     */
    int run(int seconds) throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        String.join(" ", command) + " did not end within " + seconds + " s. It printed:\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.get(0) + " was running", e);
        } finally {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The last lines that it printed. */
    String tail() {
        try {
            String all = Files.readString(log, StandardCharsets.UTF_8);
            return all.substring(Math.max(0, all.length() - TAIL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
