package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.spi.StepLogs;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StepDeadlineTest {

    private static final String MESSAGE =
            "The step has run longer than the setting emr.harness.hive.stepTimeout allows, PT0.02S, and is killed.";

    private final Logs logs = new Logs();
    private final Process process = new Process();

    @Test
    void a_step_that_runs_too_long_is_killed_and_says_why() throws Exception {
        try (StepDeadline deadline = new StepDeadline(Map.of("emr.harness.hive.stepTimeout", "20 ms"))) {
            deadline.watch(logs, process);
            assertThat(process.end.get(60, TimeUnit.SECONDS)).isEqualTo(137);
        }
        assertThat(logs.stderr.toString(UTF_8).strip()).isEqualTo(MESSAGE);
        assertThat(logs.controller).containsExactly(MESSAGE);
    }

    @Test
    void a_step_that_ends_is_forgotten() {
        try (StepDeadline deadline = new StepDeadline(Map.of())) {
            deadline.watch(logs, process);
            process.end.complete(0);
        }
        assertThat(process.end).isCompletedWithValue(0);
        assertThat(logs.controller).isEmpty();
    }

    @Test
    void a_setting_that_is_no_time_is_refused() {
        assertThatThrownBy(() -> new StepDeadline(Map.of("emr.harness.hive.stepTimeout", "soon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The setting emr.harness.hive.stepTimeout has no valid value. Not a time such as \"30 s\" or"
                                + " \"PT30S\": soon");
        assertThatThrownBy(() -> new StepDeadline(Map.of("emr.harness.hive.stepTimeout", "0 s")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The setting emr.harness.hive.stepTimeout must be longer than zero, but was 0 s.");
    }

    private static final class Process implements JavaProcess {

        private final CompletableFuture<Integer> end = new CompletableFuture<>();

        @Override
        public CompletableFuture<Integer> onExit() {
            return end;
        }

        @Override
        public void terminate() {
            end.complete(143);
        }

        @Override
        public void kill() {
            end.complete(137);
        }

        @Override
        public Map<String, String> systemProperties() {
            return Map.of();
        }
    }

    private static final class Logs implements StepLogs {

        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        private final List<String> controller = new CopyOnWriteArrayList<>();

        @Override
        public OutputStream stdout() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public OutputStream stderr() {
            return stderr;
        }

        @Override
        public OutputStream syslog() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void controller(String message) {
            controller.add(message);
        }
    }
}
