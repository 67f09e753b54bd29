package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing that is told with {@code NextToken} and {@code MaxResults}. A token goes on with the request that
 * it was given for, and with no other.
 *
 * @param nextToken null on the last page
 */
record TokenPage<T>(List<T> items, @Nullable String nextToken) {

    private static final int DEFAULT_SIZE = 100;

    /** Checks the size of a page. */
    static void checkForm(@Nullable Integer maxResults, Constraints constraints) {
        constraints.range(maxResults, 1, DEFAULT_SIZE, "maxResults");
    }

    /**
     * Takes the page that the token asks for.
     *
     * @param request names what is listed, with all filters
     */
    static <T> TokenPage<T> of(List<T> all, String request, @Nullable String token, @Nullable Integer maxResults) {
        int from = token == null ? 0 : start(request, token);
        int to = Math.min(all.size(), from + (maxResults == null ? DEFAULT_SIZE : maxResults));
        return new TokenPage<>(all.subList(from, to), to < all.size() ? token(request, to) : null);
    }

    private static String token(String request, int start) {
        String text = start + ":" + digest(start + ":" + request);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static int start(String request, String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
            int start = Integer.parseInt(text.substring(0, Math.max(0, text.indexOf(':'))));
            if (token.equals(token(request, start))) {
                return start;
            }
        } catch (IllegalArgumentException e) {
            // Not a token of ours: told below.
        }
        throw EmrServiceException.invalidRequest(
                null, "The NextToken is not valid: it was altered, or it belongs to a request with other filters.");
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
