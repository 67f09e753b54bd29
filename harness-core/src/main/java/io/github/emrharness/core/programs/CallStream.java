package io.github.emrharness.core.programs;

import java.util.Locale;

/** The streams of a call; each has a connection of its own. */
enum CallStream {
    STDIN,
    STDOUT,
    STDERR;

    String purpose() {
        return name().toLowerCase(Locale.ROOT);
    }
}
