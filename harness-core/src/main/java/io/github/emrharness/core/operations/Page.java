package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. From the newest to the oldest, the marker stands for the number of the last item told; in the
 * order of creation, for how many were told: so what comes in meanwhile shifts nothing.
 *
 * @param marker null on the last page
 */
record Page<T>(List<T> items, @Nullable String marker) {

    /** As many as EMR tells at once. */
    static final int SIZE = 50;

    private static final String MARKER_PREFIX = "before:";
    private static final String POSITION_PREFIX = "from:";

    /** Takes the first page of those that match. */
    static <T> Page<T> of(Collection<T> newestFirst, Predicate<T> filter, ToLongFunction<T> number) {
        List<T> matching = newestFirst.stream().filter(filter).limit(SIZE + 1).toList();
        if (matching.size() <= SIZE) {
            return new Page<>(matching, null);
        }
        List<T> items = matching.subList(0, SIZE);
        return new Page<>(items, encode(MARKER_PREFIX, number.applyAsLong(items.get(SIZE - 1))));
    }

    /** Takes the page that the marker asks for, of a list that only grows at its end. */
    static <T> Page<T> inOrder(List<T> items, @Nullable String marker, int size) {
        long start = marker == null ? 0 : decode(marker, POSITION_PREFIX);
        List<T> rest = items.subList((int) Math.max(0, Math.min(start, items.size())), items.size());
        return rest.size() <= size
                ? new Page<>(List.copyOf(rest), null)
                : new Page<>(List.copyOf(rest.subList(0, size)), encode(POSITION_PREFIX, start + size));
    }

    private static String encode(String prefix, long number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((prefix + number).getBytes(UTF_8));
    }

    /** The number before which a page begins; the highest there is if there is no marker. */
    static long startOf(@Nullable String marker) {
        return marker == null ? Long.MAX_VALUE : decode(marker, MARKER_PREFIX);
    }

    private static long decode(String marker, String prefix) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), UTF_8);
            if (text.startsWith(prefix)) {
                return Long.parseLong(text.substring(prefix.length()));
            }
        } catch (IllegalArgumentException e) {
            // Not a marker of ours: told below.
        }
        throw EmrServiceException.invalidRequest(null, "Invalid marker.");
    }
}
