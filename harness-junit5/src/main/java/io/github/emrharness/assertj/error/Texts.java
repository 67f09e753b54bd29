package io.github.emrharness.assertj.error;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the parts of messages are written. */
final class Texts {

    private static final int SHOWN = 20;

    private Texts() {}

    /** Each line of the text two spaces further in. */
    static String indent(String text) {
        return text.lines().map(line -> "  " + line).collect(Collectors.joining(System.lineSeparator()));
    }

    /** One item a line, two spaces in; the first twenty of them. */
    static String list(Collection<?> items) {
        if (items.isEmpty()) {
            return "  (none)";
        }
        String more =
                items.size() > SHOWN ? System.lineSeparator() + "  ... and " + (items.size() - SHOWN) + " more" : "";
        return items.stream()
                        .limit(SHOWN)
                        .map(item -> indent(String.valueOf(item)))
                        .collect(Collectors.joining(System.lineSeparator()))
                + more;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
