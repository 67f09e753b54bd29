package io.github.emrharness;

import io.github.emrharness.spi.DurationSetting;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cluster gets from one of the states that it only passes through (STARTING, BOOTSTRAPPING, TERMINATING) to the
 * next one. Steps are not affected: they take as long as they run.
 */
public sealed interface Progression {

    /** Every transition happens at once. */
    static Progression immediate() {
        return new Immediate();
    }

    /** Every such state lasts that long by the harness's clock. */
    static Progression after(Duration duration) {
        return new AfterTime(duration);
    }

    /** Every such state lasts until the cluster has been described or listed that many times in it. */
    static Progression afterDescribes(int count) {
        return new AfterDescribes(count);
    }

    /**
     * Reads {@code immediate}, {@code after <time>} as in {@code after 5 s}, or {@code after <n> describes}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static Progression parse(String text) {
        String plain = text.replaceAll("\\s+", " ");
        if (plain.equalsIgnoreCase("immediate")) {
            return immediate();
        }
        Matcher describes = AfterDescribes.TEXT.matcher(plain);
        if (describes.matches()) {
            return afterDescribes(Integer.parseInt(describes.group(1)));
        }
        if (plain.startsWith("after ")) {
            return after(DurationSetting.parse(plain.substring("after ".length())));
        }
        throw new IllegalArgumentException(
                "Not \"immediate\", \"after <time>\" as in \"after 5 s\", or \"after <n> describes\": " + text);
    }

    /** See {@link #immediate()}. */
    record Immediate() implements Progression {}

    /** See {@link #after(Duration)}. */
    record AfterTime(Duration duration) implements Progression {
        public AfterTime {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("A progression cannot take negative time: " + duration);
            }
        }
    }

    /** See {@link #afterDescribes(int)}. */
    record AfterDescribes(int count) implements Progression {

        private static final Pattern TEXT = Pattern.compile("after (\\d+) describes?");

        public AfterDescribes {
            if (count < 1) {
                throw new IllegalArgumentException("A state must be described at least once to be left, not " + count);
            }
        }
    }
}
