package io.github.emrharness.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodePathsTest {

    private final NodePaths paths = new NodePaths(new ClusterNode(Path.of("/sandbox/j-1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/home/hadoop|/sandbox/j-1/home/hadoop",
                "/home/hadoop/app.jar|/sandbox/j-1/home/hadoop/app.jar",
                "file:///home/hadoop/app.jar|file:///sandbox/j-1/home/hadoop/app.jar",
                "--conf=/etc/spark/conf/x|--conf=/sandbox/j-1/etc/spark/conf/x",
                "a >/mnt/tmp/out;cat /mnt/var/lib/info/instance.json|"
                        + "a >/sandbox/j-1/mnt/tmp/out;cat /sandbox/j-1/mnt/var/lib/info/instance.json",
                "/home/hadoop/a:/home/hadoop/b|/sandbox/j-1/home/hadoop/a:/sandbox/j-1/home/hadoop/b",
                "\"/mnt/var/log\"|\"/sandbox/j-1/mnt/var/log\"",
            })
    void paths_of_the_master_become_those_of_the_sandbox(String given, String changed) {
        assertThat(paths.inSandbox(given)).isEqualTo(changed);
        assertThat(paths.inSandbox(changed)).isEqualTo(changed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/home/hadoop/app.jar",
                "hdfs:///home/hadoop/app.jar",
                "/data/home/hadoop",
                "./mnt/tmp",
                "$ROOT/mnt/tmp",
                "${ROOT}/mnt/tmp",
                "/home/hadoop2/x",
                "/mnt/tmp-2",
                "/etc/hadoop/config",
                "/home/other",
                "/mnt/var/lib/other",
            })
    void other_paths_and_addresses_stay(String given) {
        assertThat(paths.inSandbox(given)).isEqualTo(given);
    }

    @Test
    void only_text_is_changed(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\ncat /home/hadoop/é\n");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, '/', 'm', 'n', 't'});
        Path other = Files.writeString(directory.resolve("other"), "echo\n");

        assertThat(paths.putInto(script)).isTrue();
        assertThat(paths.putInto(binary)).isFalse();
        assertThat(paths.putInto(other)).isFalse();

        assertThat(script).hasContent("#!/bin/sh\ncat /sandbox/j-1/home/hadoop/é\n");
    }
}
