package io.github.emrharness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

class TransitionsTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final StringWriter shown = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(shown));

    @Test
    void what_happens_before_the_announcement_is_shown_behind_it() {
        Transitions transitions = plain();
        transitions.accept(cluster("etl", ClusterState.STARTING));

        assertThat(lines()).isEmpty();
        screen.announce(List.of("ready"));
        transitions.accept(cluster("etl", ClusterState.WAITING));

        assertThat(lines())
                .containsExactly(
                        "ready",
                        "03:04:05 cluster j-1 \"etl\" STARTING",
                        "03:04:05 cluster j-1 \"etl\" WAITING - Cluster ready to run steps.");
    }

    @Test
    void a_state_is_shown_once() {
        screen.announce(List.of());
        Transitions transitions = plain();

        transitions.accept(cluster("etl", ClusterState.STARTING));
        transitions.accept(cluster("etl", ClusterState.STARTING));
        transitions.accept(cluster("etl", ClusterState.TERMINATED));

        assertThat(lines())
                .containsExactly(
                        "03:04:05 cluster j-1 \"etl\" STARTING",
                        "03:04:05 cluster j-1 \"etl\" TERMINATED - USER_REQUEST: Terminated by user request");
    }

    @Test
    void a_step_that_failed_says_why_and_where_its_logs_are() {
        screen.announce(List.of());
        plain().accept(failedStep("count"));

        assertThat(lines())
                .containsExactly("03:04:05 step j-1 s-1 \"count\" FAILED after 1.5 s, exit code 3"
                        + " - Unknown Error: see stderr - logs in /logs/s-1");
    }

    @Test
    void colours_are_around_the_state_only() {
        screen.announce(List.of());
        new Transitions(new TextWords(true, ZoneOffset.UTC), screen::line)
                .accept(cluster("etl", ClusterState.STARTING));

        assertThat(lines()).containsExactly("03:04:05 cluster j-1 \"etl\" \u001b[2mSTARTING\u001b[0m");
    }

    @Test
    void a_name_neither_breaks_the_line_nor_commands_the_terminal() {
        screen.announce(List.of());
        plain().accept(cluster("a\n\u001b[2Jb", ClusterState.STARTING));

        assertThat(lines()).containsExactly("03:04:05 cluster j-1 \"a [2Jb\" STARTING");
    }

    @Test
    void json_has_one_object_on_each_line() {
        screen.announce(List.of());
        Transitions transitions = new Transitions(new JsonWords(), screen::line);

        transitions.accept(cluster("a\n\"b\"", ClusterState.STARTING));
        transitions.accept(failedStep("count"));

        assertThat(lines())
                .containsExactly(
                        "{\"type\":\"cluster\",\"at\":\"2026-01-02T03:04:05Z\",\"clusterId\":\"j-1\",\"name\":\"a\\n\\\"b\\\"\","
                                + "\"releaseLabel\":\"emr-7.10.0\",\"state\":\"STARTING\"}",
                        "{\"type\":\"step\",\"at\":\"2026-01-02T03:04:05Z\",\"clusterId\":\"j-1\",\"stepId\":\"s-1\","
                                + "\"name\":\"count\",\"state\":\"FAILED\",\"exitCode\":3,\"failureReason\":\"Unknown Error.\","
                                + "\"failureMessage\":\"see stderr\",\"logDirectory\":\"/logs/s-1\"}");
    }

    private Transitions plain() {
        return new Transitions(new TextWords(false, ZoneOffset.UTC), screen::line);
    }

    private List<String> lines() {
        return shown.toString().lines().toList();
    }

    private static EmrEvent cluster(String name, ClusterState state) {
        ClusterStateChangeReason.Builder reason = ClusterStateChangeReason.builder();
        if (state == ClusterState.WAITING) {
            reason.message("Cluster ready to run steps.");
        } else if (state == ClusterState.TERMINATED) {
            reason.code(ClusterStateChangeReasonCode.USER_REQUEST).message("Terminated by user request");
        }
        return new EmrEvent.ClusterChanged(
                AT,
                new ClusterSnapshot(
                        "j-1",
                        name,
                        "emr-7.10.0",
                        state,
                        reason.build(),
                        Optional.empty(),
                        AT,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    private static EmrEvent failedStep(String name) {
        return new EmrEvent.StepChanged(
                AT,
                new StepSnapshot(
                        "j-1",
                        "s-1",
                        name,
                        1,
                        StepState.FAILED,
                        ActionOnFailure.CONTINUE,
                        AT,
                        Optional.of(AT),
                        Optional.of(AT.plusMillis(1500)),
                        OptionalInt.of(3),
                        Optional.of(FailureDetails.builder()
                                .reason("Unknown Error.")
                                .message("see stderr")
                                .build()),
                        Path.of("/logs/s-1")));
    }
}
