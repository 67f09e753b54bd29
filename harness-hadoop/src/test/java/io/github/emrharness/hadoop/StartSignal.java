package io.github.emrharness.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A mapper that tells through a pipe when it runs, and then sleeps for very long. */
final class SleepingMapper {

    private final Path pipe;

    SleepingMapper(Path directory) throws IOException, InterruptedException {
        pipe = directory.resolve("mapper-runs");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        if (!mkfifo.waitFor(60, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
            throw new IOException("There is no pipe " + pipe);
        }
    }

    /** The script, for an interpreter of its own. */
    String script() {
        return "#!/bin/sh\necho runs > '" + pipe + "'\nexec sleep 600\n";
    }

    /** Returns when the mapper runs. */
    void awaitRun() throws IOException {
        try (InputStream in = Files.newInputStream(pipe)) {
            in.readAllBytes();
        }
    }
}
