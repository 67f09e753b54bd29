package io.github.emrharness.core.http;

import io.github.emrharness.core.operations.EmrServiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the header {@code Authorization} of a signed request says.
 *
 * @param signedHeaders in lower case, in the order in which they were signed
 */
record Authorization(Credential credential, List<String> signedHeaders, String signature) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * For what a signature is good.
     *
     * @param date the day, such as {@code 20150830}
     */
    record Credential(String accessKeyId, String date, String region, String service, String terminator) {

        String scope() {
            return date + "/" + region + "/" + service + "/" + terminator;
        }
    }

    /**
     * Reads the header.
     *
     * @param date what the request has as its date, if anything
     * @throws EmrServiceException in the words of AWS if something is missing
     */
    static Authorization parse(String header, @Nullable String date) {
        int space = header.indexOf(' ');
        String algorithm = space < 0 ? header : header.substring(0, space);
        Map<String, String> parameters = parameters(header, space < 0 ? "" : header.substring(space + 1));
        List<String> missing = new ArrayList<>();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (date == null) {
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing) + " Authorization=" + header);
        }
        if (!algorithm.equals(ALGORITHM)) {
            throw incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
        }
        return new Authorization(
                credential(parameters.getOrDefault("Credential", "")),
                List.of(parameters.getOrDefault("SignedHeaders", "").split(";", -1)),
                parameters.getOrDefault("Signature", ""));
    }

    private static Map<String, String> parameters(String header, String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String parameter = part.strip();
            int equals = parameter.indexOf('=');
            if (equals >= 0) {
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            } else if (!parameter.isEmpty()) {
                throw incomplete("'" + parameter
                        + "' not a valid key=value pair (missing equal-sign) in Authorization header: '" + header
                        + "'.");
            }
        }
        return parameters;
    }

    private static Credential credential(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + text + "'");
        }
        return new Credential(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    static EmrServiceException incomplete(String message) {
        return EmrServiceException.common("IncompleteSignatureException", 403, message);
    }
}
