package io.github.emrharness.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A pipe through which a step tells that it runs, and scripts that do so and then sleep for very long. */
final class StartSignal {

    private final Path pipe;

    StartSignal(Path directory) throws IOException, InterruptedException {
        pipe = directory.resolve("runs");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        if (!mkfifo.waitFor(60, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
            throw new IOException("There is no pipe " + pipe);
        }
    }

    /** What a program writes to when it runs. */
    Path pipe() {
        return pipe;
    }

    /** Tells that it runs, and sleeps. */
    String sleepingScript() {
        return "#!/bin/sh\necho runs > '" + pipe + "'\nexec sleep 600\n";
    }

    /** The same, but whatever runs after the first one copies its input at once. */
    String scriptThatSleepsOnce() {
        return "#!/bin/sh\nif mkdir '" + pipe + ".first' 2>/dev/null; then\npwd > '" + pipe
                + "'\nexec sleep 600\nfi\nexec cat\n";
    }

    /** Returns when the step runs, with what it tells. */
    String await() throws IOException {
        try (InputStream in = Files.newInputStream(pipe)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
