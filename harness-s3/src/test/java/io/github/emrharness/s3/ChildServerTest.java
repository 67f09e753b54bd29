package io.github.emrharness.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.jvm.cache.CacheDirectory;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChildServerTest {

    @TempDir
    Path home;

    @Test
    void closing_ends_the_child() throws Exception {
        ChildServer server = ChildServer.start(spec(libraries(), home));
        ProcessHandle child = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        server.close();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void the_child_dies_with_a_parent_that_is_killed() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Parent.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.destroyForcibly();

            child.onExit().get(60, TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void a_child_that_cannot_start_tells_why() {
        assertThatThrownBy(() -> ChildServer.start(spec(home.resolve("no-libraries"), home)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("S3Mock cannot start in a child JVM. Its output: ")
                .hasMessageContaining("NoSuchFileException: " + home.resolve("no-libraries"));
    }

    private static ServerSpec spec(Path libraries, Path work) {
        return new ServerSpec(libraries, work, work.resolve("objects"), 0, "us-east-1");
    }

    private static Path libraries() throws IOException {
        return S3MockLibraries.unpack(S3MockLibraries.executableJar(), CacheDirectory.find(Map.of()));
    }

    /** Starts a server and waits to be killed. */
    static final class Parent {

        public static void main(String[] args) throws IOException {
            ChildServer server = ChildServer.start(spec(libraries(), Path.of(args[0])));
            try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                out.write((server.pid() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
