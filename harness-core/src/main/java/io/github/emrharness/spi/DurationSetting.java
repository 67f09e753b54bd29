package io.github.emrharness.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written in settings. */
public final class DurationSetting {

    private static final Pattern SHORT = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");

    private DurationSetting() {}

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
}
