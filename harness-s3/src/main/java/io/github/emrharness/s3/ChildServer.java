package io.github.emrharness.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * S3Mock in a child JVM. The child reads from this JVM until there is nothing more to read: that is the case when this
 * server is closed, and also when this JVM has been killed.
 */
final class ChildServer implements Server {

    private final Process process;
    private final int port;

    private ChildServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ChildServer start(ServerSpec spec) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                OwnClasses.location().toString(),
                ChildMain.class.getName()));
        command.addAll(spec.arguments());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder otherOutput = new StringBuilder();
        try {
            // Not closed: the child writes nothing more, and its end closes it.
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(ChildMain.PORT)) {
                    return new ChildServer(process, Integer.parseInt(line.substring(ChildMain.PORT.length())));
                }
                otherOutput.append(line).append('\n');
            }
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        process.destroyForcibly();
        throw new IOException("S3Mock cannot start in a child JVM. Its output: "
                + otherOutput.toString().lines().limit(20).collect(Collectors.joining("\n")));
    }

    @Override
    public int port() {
        return port;
    }

    /** The child has no state worth an orderly end: its directory is deleted next. */
    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (AutoCloseable stream : List.of(process.getInputStream(), process.getOutputStream())) {
            closeQuietly(stream);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() {
        return process.pid();
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            throw new IllegalStateException("A pipe of an ended process cannot fail to close", e);
        }
    }
}
