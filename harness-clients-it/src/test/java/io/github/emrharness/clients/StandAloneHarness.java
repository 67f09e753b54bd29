package io.github.emrharness.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The distribution of {@code harness-cli} as a process of its own, as people of other languages start it. */
final class StandAloneHarness implements CloseableResource {

    private static final Path PROGRAM = ToolDirectory.BASE
            .resolveSibling("harness-cli")
            .resolve("target/emr-harness/bin")
            .resolve(Python.WINDOWS ? "emr-harness.cmd" : "emr-harness");

    private static final Pattern STRING_MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"\\\\]*)\"");

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final Endpoint endpoint;
    private final Thread endOfJvm;

    private StandAloneHarness(Process process, Endpoint endpoint, Thread endOfJvm) {
        this.process = process;
        this.endpoint = endpoint;
        this.endOfJvm = endOfJvm;
    }

    static StandAloneHarness start() throws IOException {
        if (!Files.exists(PROGRAM)) {
            throw new IOException("There is no " + PROGRAM
                    + ": these tests need the distribution, which ./mvnw -q -DskipTests package builds.");
        }
        Files.createDirectories(ToolDirectory.PARENT);
        Path ready = ToolDirectory.PARENT.resolve("harness.json");
        Path log = ToolDirectory.PARENT.resolve("harness.log");
        Files.deleteIfExists(ready);
        Process process = new ProcessBuilder(
                        PROGRAM.toString(), "start", "--port", "0", "--s3-port", "0", "--ready-file", ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread endOfJvm = new Thread(process::destroy, "end-of-stand-alone-harness");
        Runtime.getRuntime().addShutdownHook(endOfJvm);
        try {
            process.getOutputStream().close();
            return new StandAloneHarness(process, read(awaitReady(process, ready, log)), endOfJvm);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The content of the ready file, which appears as a whole. */
    private static String awaitReady(Process process, Path ready, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(ready)) {
            if (ended(process, 100) || System.nanoTime() > deadline) {
                throw new IOException(
                        "emr-harness did not get ready. It printed:\n" + Files.readString(log, StandardCharsets.UTF_8));
            }
        }
        return Files.readString(ready);
    }

    private static boolean ended(Process process, long milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for emr-harness", e);
        }
    }

    private static Endpoint read(String json) {
        Map<String, String> members = new HashMap<>();
        Matcher matcher = STRING_MEMBER.matcher(json);
        while (matcher.find()) {
            members.put(matcher.group(1), matcher.group(2));
        }
        if (!members.keySet().containsAll(List.of("emr", "s3", "region", "accessKeyId", "secretAccessKey"))) {
            throw new IllegalStateException("Members are missing in the ready file: " + json);
        }
        return new Endpoint(
                URI.create(members.get("emr")),
                URI.create(members.get("s3")),
                members.get("region"),
                members.get("accessKeyId"),
                members.get("secretAccessKey"));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endOfJvm);
        process.destroy();
        if (!ended(process, TimeUnit.SECONDS.toMillis(STOP_SECONDS))) {
            process.destroyForcibly();
            throw new IllegalStateException("emr-harness did not end within " + STOP_SECONDS + " s of being asked to");
        }
    }
}
