package io.github.emrharness;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/** Puts steps and clusters into words, for the messages of failing tests. */
final class Reports {

    private static final int TAIL = 20;

    private Reports() {}

    /** For example {@code "Aggregate" (s-0AB, cluster j-2AX)}. */
    static String title(StepSnapshot step) {
        return "\"" + step.name() + "\" (" + step.stepId() + ", cluster " + step.clusterId() + ")";
    }

    static String step(StepSnapshot step) {
        List<String> lines = new ArrayList<>();
        lines.add(title(step) + ": " + state(step));
        lines.addAll(stderr(step));
        return String.join(System.lineSeparator(), lines);
    }

    static String cluster(ClusterSnapshot cluster) {
        String reason = Stream.of(
                        Optional.ofNullable(cluster.stateChangeReason().codeAsString()),
                        Optional.ofNullable(cluster.stateChangeReason().message()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": ", " (", ")"))
                .replace(" ()", "");
        List<String> lines = new ArrayList<>();
        lines.add("cluster \"" + cluster.name() + "\" (" + cluster.clusterId() + ", " + cluster.releaseLabel() + "): "
                + cluster.state() + reason);
        cluster.steps().forEach(step -> step(step).lines().forEach(line -> lines.add("  " + line)));
        return String.join(System.lineSeparator(), lines);
    }

    /** State, time and cause, in one line. */
    static String state(StepSnapshot step) {
        StringBuilder line = new StringBuilder(step.state().toString());
        step.started()
                .flatMap(start -> step.ended().map(end -> Duration.between(start, end)))
                .ifPresent(time -> line.append(" after ").append(Times.say(time)));
        step.exitCode().ifPresent(code -> line.append(", exit code ").append(code));
        step.failureDetails()
                .map(Reports::failure)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> line.append(" - ").append(text));
        return line.toString();
    }

    private static String failure(FailureDetails details) {
        String reason = details.reason() == null ? "" : details.reason();
        if (details.message() == null) {
            return reason;
        }
        return reason.isEmpty() ? details.message() : reason.replaceFirst("\\.$", "") + ": " + details.message();
    }

    private static List<String> stderr(StepSnapshot step) {
        List<String> tail = LogFile.tail(step.logDirectory().resolve("stderr"), TAIL);
        if (tail.isEmpty() || step.state() == StepState.COMPLETED) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("  end of stderr:");
        tail.forEach(line -> lines.add("    " + line));
        return lines;
    }
}
