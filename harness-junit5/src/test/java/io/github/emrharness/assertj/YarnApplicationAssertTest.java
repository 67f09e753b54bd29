package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.PlayedYarn;
import io.github.emrharness.YarnApplicationHandle;
import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnApplication.FinalStatus;
import io.github.emrharness.spi.YarnApplication.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YarnApplicationAssertTest {

    @TempDir
    Path directory;

    @Test
    void what_is_so_is_asserted() {
        assertThat(application(State.FINISHED, FinalStatus.SUCCEEDED, ""))
                .succeeds()
                .hasState(State.FINISHED)
                .hasQueue("etl")
                .hasQueue("root.etl");
        assertThat(application(State.FINISHED, FinalStatus.FAILED, "Task failed."))
                .fails()
                .diagnostics()
                .contains("Task");
        assertThat(application(State.KILLED, FinalStatus.KILLED, "")).isKilled().hasFinalStatus(FinalStatus.KILLED);
    }

    @Test
    void the_logs_of_all_containers_come_in_the_order_of_their_numbers() {
        YarnApplicationHandle application = application(State.FINISHED, FinalStatus.SUCCEEDED, "");

        assertThat(application)
                .log("stdout")
                .isEqualTo("of container_1_0001_01_000001\nof container_1_0001_01_000002\n");
        assertThat(application.logs())
                .containsOnlyKeys("container_1_0001_01_000001/stdout", "container_1_0001_01_000002/stdout");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_end_that_is_not_the_wanted_one_is_reported_with_its_diagnostics() {
        assertThatThrownBy(() -> assertThat(application(State.FINISHED, FinalStatus.FAILED, "Task failed."))
                        .succeeds())
                .hasMessageContaining("Expecting application to be")
                .hasMessageContaining("SUCCEEDED")
                .hasMessageContaining(
                        "SPARK application application_1_0001 [count] in queue root.etl: FINISHED, FAILED")
                .hasMessageContaining("Task failed.");
        assertThatThrownBy(() -> assertThat(application(State.FINISHED, FinalStatus.FAILED, ""))
                        .isKilled())
                .hasMessageContaining("KILLED");
        assertThatThrownBy(() -> assertThat(application(State.FINISHED, FinalStatus.SUCCEEDED, ""))
                        .hasQueue("tl"))
                .hasMessageContaining("in queue tl");
        assertThatThrownBy(() -> assertThat(application(State.RUNNING, FinalStatus.UNDEFINED, ""))
                        .hasState(State.FINISHED))
                .hasMessageContaining("FINISHED");
    }

    @Test
    void an_application_that_does_not_end_in_time_is_reported_as_it_is() {
        assertThatThrownBy(() -> assertThat(application(State.ACCEPTED, FinalStatus.UNDEFINED, "Waiting for a node."))
                        .within(Duration.ofSeconds(3))
                        .succeeds())
                .hasMessageContaining("within 3.0 s but still was")
                .hasMessageContaining("Waiting for a node.");
    }

    private YarnApplicationHandle application(State state, FinalStatus status, String diagnostics) {
        return PlayedYarn.with(
                new YarnApplication(
                        "application_1_0001",
                        "count",
                        "SPARK",
                        "hadoop",
                        "root.etl",
                        state,
                        status,
                        diagnostics,
                        Instant.EPOCH,
                        Optional.empty()),
                directory);
    }
}
