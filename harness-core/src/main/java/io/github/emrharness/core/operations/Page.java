package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing from the newest to the oldest. The marker stands for the number of the last item told, so that
 * what comes in meanwhile shifts nothing.
 *
 * @param marker null on the last page
 */
record Page<T>(List<T> items, @Nullable String marker) {

    /** As many as EMR tells at once. */
    static final int SIZE = 50;

    private static final String MARKER_PREFIX = "before:";

    /** Takes the first page of those that match. */
    static <T> Page<T> of(Collection<T> newestFirst, Predicate<T> filter, ToLongFunction<T> number) {
        List<T> matching = newestFirst.stream().filter(filter).limit(SIZE + 1).toList();
        if (matching.size() <= SIZE) {
            return new Page<>(matching, null);
        }
        List<T> items = matching.subList(0, SIZE);
        return new Page<>(items, encode(number.applyAsLong(items.get(SIZE - 1))));
    }

    private static String encode(long number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARKER_PREFIX + number).getBytes(UTF_8));
    }

    /** The number before which a page begins; the highest there is if there is no marker. */
    static long startOf(@Nullable String marker) {
        if (marker == null) {
            return Long.MAX_VALUE;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), UTF_8);
            if (text.startsWith(MARKER_PREFIX)) {
                return Long.parseLong(text.substring(MARKER_PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            // Not a marker of ours: told below.
        }
        throw EmrServiceException.invalidRequest(null, "Invalid marker.");
    }
}
