package io.github.emrharness.jvm.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaLauncherContractTest;
import io.github.emrharness.jvm.ParentToKill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessLauncherTest extends JavaLauncherContractTest {

    @Override
    protected JavaLauncher newLauncher() {
        return InProcessLauncher.builder().lingering(Duration.ofMillis(500)).build();
    }

    @Test
    void children_do_not_outlive_a_jvm_that_is_killed(@TempDir Path temporary) throws Exception {
        Process parent = ParentToKill.start(false, classes, temporary);
        try {
            List<Long> pids = ParentToKill.readPids(parent.getInputStream());
            assertThat(pids).hasSize(2).first().isEqualTo(parent.pid());
            ProcessHandle child = ProcessHandle.of(pids.get(1)).orElseThrow();

            parent.destroyForcibly();

            child.onExit().get(60, TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** An error there may be worse than the end: Hadoop's {@code Shell} waits for its own initialisation then. */
    @Test
    void who_reads_from_a_child_that_is_killed_sees_an_end_and_no_error(@TempDir Path temporary) throws Exception {
        Path noted = temporary.resolve("noted");
        Run run =
                start(program("Children", "read", noted.toString()).environment(Map.of("PATH", System.getenv("PATH"))));
        run.out().await("ready");

        run.process().kill();

        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(noted).hasContent("read -1");
    }
}
