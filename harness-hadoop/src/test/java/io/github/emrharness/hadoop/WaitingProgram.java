package io.github.emrharness.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A plain program: {@code WaitingProgram <file>} writes to the file and waits for ever; without a file it exits with 3. */
public final class WaitingProgram {

    private WaitingProgram() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.exit(3);
        }
        Files.writeString(Path.of(args[0]), "runs");
        new CountDownLatch(1).await();
    }
}
