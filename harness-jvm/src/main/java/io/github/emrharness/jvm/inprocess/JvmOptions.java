package io.github.emrharness.jvm.inprocess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a {@code java} command's options can be had in-process.
 *
 * @param systemProperties from {@code -Dname=value}
 * @param stackSize of the main thread from {@code -Xss}, 0 for the JVM's default
 * @param maxMemory of the heap from {@code -Xmx}, which is told to the program and no limit; without it no number at all
 */
record JvmOptions(Map<String, String> systemProperties, long stackSize, long maxMemory) {

    /** The memory of a JVM that is not started cannot be set, and a program does not fail for having more. */
    private static final Pattern MEMORY =
            Pattern.compile("-Xm[xsn]\\w+|-XX:(Max|Initial|Min)?(HeapSize|RAMPercentage|NewSize|PermSize|MetaspaceSize"
                    + "|DirectMemorySize|RAMFraction|RAM|ReservedCodeCacheSize)=[\\w.]+");

    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([kKmMgG]?)");
    private static final Pattern STACK = Pattern.compile("-Xss(\\d+)([kKmMgG]?)");

    /**
     * @throws IllegalArgumentException for an option that only a JVM of its own can have
     */
    static JvmOptions parse(List<String> options) {
        Map<String, String> properties = new LinkedHashMap<>();
        long stackSize = 0;
        long maxMemory = Long.MAX_VALUE;
        for (String option : options) {
            Matcher stack = STACK.matcher(option);
            Matcher heap = HEAP.matcher(option);
            if (option.startsWith("-D") && option.length() > 2) {
                int equals = option.indexOf('=');
                properties.put(
                        equals < 0 ? option.substring(2) : option.substring(2, equals),
                        equals < 0 ? "" : option.substring(equals + 1));
            } else if (stack.matches()) {
                stackSize = bytes(Long.parseLong(stack.group(1)), stack.group(2));
            } else if (heap.matches()) {
                maxMemory = bytes(Long.parseLong(heap.group(1)), heap.group(2));
            } else if (!MEMORY.matcher(option).matches()) {
                throw new IllegalArgumentException("The JVM option [" + option
                        + "] needs a JVM of its own: in-process there are -Dname=value and -Xss, and options for the size"
                        + " of memory areas are ignored. Remove the option or choose Isolation.FORKED.");
            }
        }
        return new JvmOptions(properties, stackSize, maxMemory);
    }

    private static long bytes(long count, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "k" -> count << 10;
            case "m" -> count << 20;
            case "g" -> count << 30;
            default -> count;
        };
    }
}
