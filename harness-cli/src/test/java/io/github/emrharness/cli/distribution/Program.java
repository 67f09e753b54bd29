package io.github.emrharness.cli.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program as users have it: a child process of the script that the build has put together. */
final class Program implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private Program(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.err = err;
    }

    /** The directory of the distribution. */
    static Path home() {
        return Path.of(System.getProperty("emr.harness.distribution", "target/emr-harness"));
    }

    /** Starts it with a directory for temporary files of its own. */
    static Program start(Path temporary, String... arguments) throws IOException {
        return start(home().resolve("bin/emr-harness"), Map.of(), temporary, arguments);
    }

    static Program start(Path script, Map<String, String> environment, Path temporary, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(temporary, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("EMR_HARNESS_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Whoever waits for its output then meets the end of it.
        CompletableFuture.delayedExecutor(4, TimeUnit.MINUTES).execute(process::destroyForcibly);
        return new Program(process, err);
    }

    /** Waits for the next line; null at the end of the output. */
    String line() throws IOException {
        return out.readLine();
    }

    List<String> lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line());
        }
        return lines;
    }

    /** Reads until a line contains the text. */
    String lineWith(String text) throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("The program ended without a line that contains: " + text + "\n" + err());
    }

    /** What the first line of {@code --json} tells. */
    Map<String, String> ready() throws IOException {
        Map<String, String> ready = object(line());
        assertThat(ready).as(err()).containsEntry("type", "ready");
        return ready;
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The members of a flat JSON object. */
    static Map<String, String> object(String json) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, parser.getText());
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
        return members;
    }
}
