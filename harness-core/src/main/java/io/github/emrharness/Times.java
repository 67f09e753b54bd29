package io.github.emrharness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are said in messages and settings, and how long waiting may take. */
public final class Times {

    private static final Pattern SHORT = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");

    private Times() {}

    /**
     * Reads a time of a setting: a number with {@code ms}, {@code s}, {@code m} or {@code h}, as in {@code 30 s}, or one
     * of ISO 8601, as in {@code PT30S}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Duration parse(String text) {
        Matcher time = SHORT.matcher(text);
        if (time.matches()) {
            long count = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a time such as \"30 s\" or \"PT30S\": " + text, e);
        }
    }

    /** For example {@code 0.4 s}, {@code 12.0 s} or {@code 3 min 20 s}. */
    static String say(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) >= 0) {
            String seconds = duration.toSecondsPart() == 0 ? "" : " " + duration.toSecondsPart() + " s";
            return duration.toMinutes() + " min" + seconds;
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** The timeout, or a day if this JVM is being debugged: a breakpoint must not make a test fail. */
    static Duration unlessDebugged(Duration timeout) {
        boolean debugged = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
        return debugged ? Duration.ofDays(1) : timeout;
    }
}
