package io.github.emrharness.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of a request over which it is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class CanonicalRequest {

    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    /**
     * Writes a request for {@code /}, the only path that the EMR API has.
     *
     * @param query as it stands in the request line, without the question mark
     * @param signedHeaders in lower case, in the order in which they were signed
     * @param payloadHash of the body, in hexadecimal digits
     */
    static String of(String method, String query, HttpHeaders headers, List<String> signedHeaders, String payloadHash) {
        StringBuilder text = new StringBuilder(512)
                .append(method)
                .append("\n/\n")
                .append(query.isEmpty() ? "" : query(query))
                .append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            appendValues(headers.getAll(name), text);
            text.append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    private static void appendValues(List<String> values, StringBuilder text) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendTrimmed(values.get(i), text);
        }
    }

    /** Without white space around it, and with one space for each stretch of it within. */
    private static void appendTrimmed(String value, StringBuilder text) {
        int start = text.length();
        boolean space = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else {
                if (space && text.length() > start) {
                    text.append(' ');
                }
                space = false;
                text.append(c);
            }
        }
    }

    private static String query(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> {
                    int equals = parameter.indexOf('=');
                    return equals < 0
                            ? new String[] {encoded(parameter), ""}
                            : new String[] {
                                encoded(parameter.substring(0, equals)), encoded(parameter.substring(equals + 1))
                            };
                })
                .sorted(Comparator.<String[], String>comparing(parameter -> parameter[0])
                        .thenComparing(parameter -> parameter[1]))
                .map(parameter -> parameter[0] + "=" + parameter[1])
                .collect(Collectors.joining("&"));
    }

    /** In the one encoding that signatures know, whatever the client chose to leave as it is. */
    private static String encoded(String part) {
        StringBuilder text = new StringBuilder(part.length());
        for (byte b : decoded(part)) {
            char c = (char) (b & 0xff);
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return text.toString();
    }

    private static byte[] decoded(String part) {
        byte[] given = part.getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(given.length);
        for (int i = 0; i < given.length; i++) {
            int high = i + 2 < given.length ? Character.digit(given[i + 1], 16) : -1;
            int low = i + 2 < given.length ? Character.digit(given[i + 2], 16) : -1;
            if (given[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(given[i]);
            }
        }
        return bytes.toByteArray();
    }
}
