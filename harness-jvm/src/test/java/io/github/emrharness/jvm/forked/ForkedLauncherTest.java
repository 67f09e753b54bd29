package io.github.emrharness.jvm.forked;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaLauncherContractTest;
import io.github.emrharness.jvm.Output;
import io.github.emrharness.jvm.ParentToKill;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedLauncherTest extends JavaLauncherContractTest {

    @Override
    protected JavaLauncher newLauncher() {
        return ForkedLauncher.builder().opens("java.base/java.lang").build();
    }

    @Test
    void children_and_their_files_do_not_outlive_a_parent_that_is_killed(@TempDir Path temporary) throws Exception {
        Process parent = ParentToKill.start(true, classes, temporary);
        try {
            List<Long> pids = ParentToKill.readPids(parent.getInputStream());
            assertThat(pids).hasSize(2);
            assertThat(temporary).isDirectoryContaining("glob:**/emr-harness-jvm-*");
            List<ProcessHandle> handles = pids.stream()
                    .map(pid -> ProcessHandle.of(pid).orElseThrow())
                    .toList();

            parent.destroyForcibly();

            for (ProcessHandle handle : handles) {
                handle.onExit().get(60, TimeUnit.SECONDS);
                assertThat(handle.isAlive()).isFalse();
            }
            assertThat(temporary).isDirectoryNotContaining("glob:**/emr-harness-jvm-*");
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void kill_ends_the_processes_that_the_child_has_started() throws Exception {
        Run run = start(program("Nest").environment(Map.of("PATH", System.getenv("PATH"))));
        run.out().await("sleep");
        ProcessHandle sleep = ProcessHandle.of(pid(run.out())).orElseThrow();

        run.process().kill();

        assertThat(run.exitCode()).isEqualTo(137);
        sleep.onExit().get(60, TimeUnit.SECONDS);
    }

    private static long pid(Output out) {
        return Long.parseLong(out.text()
                .lines()
                .filter(line -> line.startsWith("sleep "))
                .findFirst()
                .orElseThrow()
                .substring("sleep ".length()));
    }
}
