package io.github.emrharness.cli;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;

/** Lines for people: time, cluster, step, state and cause. */
final class TextWords implements Transitions.Words {

    private final boolean coloured;
    private final DateTimeFormatter time;

    TextWords(boolean coloured, ZoneId zone) {
        this.coloured = coloured;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    @Override
    public String cluster(Instant at, ClusterSnapshot cluster) {
        String reason = words(
                cluster.stateChangeReason().codeAsString(),
                cluster.stateChangeReason().message());
        return line(
                at,
                "cluster " + cluster.clusterId() + " \"" + cluster.name() + "\" ",
                cluster.state().toString(),
                style(cluster.state()),
                reason.isEmpty() ? "" : " - " + reason);
    }

    @Override
    public String step(Instant at, StepSnapshot step) {
        StringBuilder rest = new StringBuilder();
        if (step.isFinal()) {
            step.started()
                    .flatMap(start -> step.ended().map(end -> Duration.between(start, end)))
                    .ifPresent(lasted ->
                            rest.append(String.format(Locale.ROOT, " after %.1f s", lasted.toMillis() / 1000.0)));
        }
        step.exitCode().ifPresent(code -> rest.append(", exit code ").append(code));
        step.failureDetails()
                .map(TextWords::words)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> rest.append(" - ").append(text));
        if (step.state() == StepState.FAILED) {
            rest.append(" - logs in ").append(step.logDirectory());
        }
        return line(
                at,
                "step " + step.clusterId() + " " + step.stepId() + " \"" + step.name() + "\" ",
                step.state().toString(),
                style(step.state()),
                rest.toString());
    }

    private String line(Instant at, String thing, String state, IStyle style, String rest) {
        String shown = coloured ? style.on() + state + Style.reset.on() : state;
        return time.format(at) + " " + printable(thing) + shown + printable(rest);
    }

    /** A name given by a client must neither break the line nor command the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String words(FailureDetails failure) {
        return words(failure.reason(), failure.message());
    }

    /** EMR's reasons end with a stop, which the message behind it makes wrong. */
    private static String words(@Nullable String first, @Nullable String second) {
        if (first == null || first.isEmpty()) {
            return second == null ? "" : second;
        }
        return second == null || second.isEmpty() ? first : first.replaceFirst("\\.$", "") + ": " + second;
    }

    private static IStyle style(ClusterState state) {
        return switch (state) {
            case WAITING, TERMINATED -> Style.fg_green;
            case RUNNING -> Style.fg_cyan;
            case TERMINATED_WITH_ERRORS -> Style.fg_red;
            case STARTING, BOOTSTRAPPING, TERMINATING, UNKNOWN_TO_SDK_VERSION -> Style.faint;
        };
    }

    private static IStyle style(StepState state) {
        return switch (state) {
            case COMPLETED -> Style.fg_green;
            case RUNNING -> Style.fg_cyan;
            case FAILED -> Style.fg_red;
            case CANCELLED, INTERRUPTED, CANCEL_PENDING -> Style.fg_yellow;
            case PENDING, UNKNOWN_TO_SDK_VERSION -> Style.faint;
        };
    }
}
