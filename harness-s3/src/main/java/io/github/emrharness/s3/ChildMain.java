package io.github.emrharness.s3;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the child JVM of a {@link ChildServer} runs; it has no other library than this room's classes. */
final class ChildMain {

    /** What stands before the port on the line that tells it. */
    static final String PORT = "emr-harness-s3 port ";

    private ChildMain() {}

    /** Takes the {@linkplain ServerSpec#arguments() parts of a specification}. */
    public static void main(String[] args) throws IOException {
        InProcessServer server = InProcessServer.start(ServerSpec.parse(args));
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write((PORT + server.port() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        // The parent never writes: this ends when the parent does, however it ends.
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }
}
