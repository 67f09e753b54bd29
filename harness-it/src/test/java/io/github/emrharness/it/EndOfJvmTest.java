package io.github.emrharness.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM leaves that never closed its harness. */
@Timeout(120)
class EndOfJvmTest {

    @TempDir
    Path temporary;

    @Test
    void a_jvm_that_ends_leaves_nothing() throws Exception {
        OtherJvm jvm = OtherJvm.start(temporary);

        jvm.process.getOutputStream().close();

        jvm.awaitEnd();
        jvm.assertPortsAreClosed();
        assertThat(jvm.directory).doesNotExist();
        assertThat(jvm.directory.getParent()).isEmptyDirectory();
    }

    @Test
    void a_jvm_that_is_asked_to_end_leaves_nothing() throws Exception {
        OtherJvm jvm = OtherJvm.start(temporary);

        jvm.process.toHandle().destroy();

        jvm.awaitEnd();
        jvm.assertPortsAreClosed();
        assertThat(jvm.directory.getParent()).isEmptyDirectory();
    }

    @Test
    void what_a_killed_jvm_leaves_is_deleted_by_the_next() throws Exception {
        OtherJvm killed = OtherJvm.start(temporary);

        killed.process.toHandle().destroyForcibly();

        killed.awaitEnd();
        killed.assertPortsAreClosed();
        assertThat(killed.directory).exists();
        OtherJvm next = OtherJvm.start(temporary);
        assertThat(killed.directory).doesNotExist();
        next.process.getOutputStream().close();
        next.awaitEnd();
        assertThat(killed.directory.getParent()).isEmptyDirectory();
    }

    private record OtherJvm(Process process, Path directory, URI emr, URI s3) {

        static OtherJvm start(Path temporary) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.io.tmpdir=" + temporary,
                            "-cp",
                            System.getProperty("java.class.path"),
                            HarnessMain.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            return new OtherJvm(
                    process, Path.of(lines.readLine()), URI.create(lines.readLine()), URI.create(lines.readLine()));
        }

        void awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        void assertPortsAreClosed() {
            for (URI endpoint : new URI[] {emr, s3}) {
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close());
            }
        }
    }
}
