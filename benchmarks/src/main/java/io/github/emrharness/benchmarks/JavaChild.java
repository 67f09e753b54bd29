package io.github.emrharness.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A child JVM that is talked to by lines. */
final class JavaChild implements AutoCloseable {

    /** What Spark 3.5 needs on Java 17, as its own {@code JavaModuleOptions} lists it. */
    static final List<String> SPARK_MODULE_OPTIONS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
            "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final List<String> otherLines = new ArrayList<>();

    private JavaChild(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    static JavaChild start(String classPath, List<String> options, String mainClass, List<String> arguments)
            throws IOException {
        return start(classPath, options, mainClass, arguments, Map.of());
    }

    static JavaChild start(
            String classPath,
            List<String> options,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder child = new ProcessBuilder(command).redirectErrorStream(true);
        child.environment().putAll(environment);
        return new JavaChild(child.start());
    }

    void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Reads on until a line begins so, and returns the rest of it. */
    String await(String prefix) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
            otherLines.add(line);
        }
        throw new IOException("A child JVM has ended before it printed \"" + prefix + "\". Its output:\n"
                + String.join("\n", otherLines));
    }

    /** Reads to the end of the output and waits for the exit. */
    void awaitSuccess() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            otherLines.add(line);
        }
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    "A child JVM ended with exit code " + exitCode + ". Its output:\n" + String.join("\n", otherLines));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
