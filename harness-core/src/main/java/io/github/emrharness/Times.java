package io.github.emrharness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/** How durations are said in messages, and how long waiting may take. */
final class Times {

    private Times() {}

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
