package io.github.emrharness.s3;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the child JVM of a {@link ChildServer} runs; it has no other library than this room's classes. */
final class ChildMain {

    /** What stands before the port on the line that tells it. */
    static final String PORT = "emr-harness-s3 port ";

    private ChildMain() {}

    /** Takes the directory of the libraries, the directory of the objects and the region. */
    public static void main(String[] args) throws IOException {
        InProcessServer server = InProcessServer.start(Path.of(args[0]), Path.of(args[1]), args[2]);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write((PORT + server.port() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        // The parent never writes: this ends when the parent does, however it ends.
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }
}
