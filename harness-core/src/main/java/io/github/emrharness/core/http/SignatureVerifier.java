package io.github.emrharness.core.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.core.operations.EmrServiceException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a request was signed, with the access key that it should be, for this service and region, just now, and that
 * nothing has changed since. Knows Signature Version 4 in the header {@code Authorization}; there are no presigned URLs of
 * the EMR API. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
final class SignatureVerifier {

    /** How far the date of a request may be from the time of this machine. */
    static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);

    private static final AsciiString DATE = AsciiString.cached("X-Amz-Date");
    private static final AsciiString CONTENT_SHA256 = AsciiString.cached("X-Amz-Content-Sha256");
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final String TERMINATOR = "aws4_request";
    private static final String HMAC = "HmacSHA256";

    private static final DateTimeFormatter BASIC_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String ADVICE = " (EMR Harness: sign with its accessKeyId() and secretAccessKey(), or let"
            + " anything pass with the setting " + EmrHarnessConfig.SIGNATURES + "=ignore)";

    private final SigningCredentials credentials;
    private final String service;
    private final InstantSource now;
    private volatile DayKey dayKey;
    private volatile @Nullable SigningTime lastSigningTime;

    /**
     * Makes a verifier.
     *
     * @param service the service for which requests must be signed
     * @param now the time of this machine, which is that of its clients: not the time that a test drives
     */
    SignatureVerifier(SigningCredentials credentials, String service, InstantSource now) {
        this.credentials = credentials;
        this.service = service;
        this.now = now;
        dayKey = dayKey(basic(now.instant()).substring(0, 8));
    }

    /** Throws the error that AWS answers with if the request is not signed as it should be. */
    void verify(FullHttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header == null) {
            throw EmrServiceException.common(
                    "MissingAuthenticationTokenException", 403, "Missing Authentication Token" + ADVICE);
        }
        String givenDate = request.headers().get(DATE);
        if (givenDate == null) {
            givenDate = request.headers().get(HttpHeaderNames.DATE);
        }
        Authorization authorization = Authorization.parse(header, givenDate);
        Authorization.Credential credential = authorization.credential();
        if (!credential.accessKeyId().equals(credentials.accessKeyId())) {
            throw EmrServiceException.common(
                    "UnrecognizedClientException",
                    403,
                    "The security token included in the request is invalid. The access key id is '"
                            + credential.accessKeyId() + "', which is not known here" + ADVICE);
        }
        SigningTime signed = signingTime(String.valueOf(givenDate));
        String date = signed.basic();
        checkScope(credential, date);
        checkTime(signed.instant());
        if (!authorization.signedHeaders().contains("host")) {
            throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        checkSignature(request, authorization, date);
    }

    private void checkScope(Authorization.Credential credential, String date) {
        List<String> wrong = new ArrayList<>();
        if (!credential.region().equals(credentials.region())) {
            wrong.add("Credential should be scoped to a valid region, not '" + credential.region() + "'.");
        }
        if (!credential.service().equals(service)) {
            wrong.add("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!credential.terminator().equals(TERMINATOR)) {
            wrong.add("Credential should be scoped with a valid terminator: '" + TERMINATOR + "', not '"
                    + credential.terminator() + "'.");
        }
        if (!date.startsWith(credential.date()) || credential.date().length() != 8) {
            wrong.add("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + credential.date() + "' != '" + date.substring(0, 8) + "', from '" + date + "'.");
        }
        if (!wrong.isEmpty()) {
            throw invalid(String.join(" ", wrong));
        }
    }

    private void checkTime(Instant signed) {
        Instant time = now.instant();
        Instant earliest = time.minus(ALLOWED_SKEW);
        Instant latest = time.plus(ALLOWED_SKEW);
        if (signed.isBefore(earliest)) {
            throw invalid("Signature expired: " + basic(signed) + " is now earlier than " + basic(earliest) + " ("
                    + basic(time) + " - " + ALLOWED_SKEW.toMinutes() + " min.)");
        }
        if (signed.isAfter(latest)) {
            throw invalid("Signature not yet current: " + basic(signed) + " is still later than " + basic(latest) + " ("
                    + basic(time) + " + " + ALLOWED_SKEW.toMinutes() + " min.)");
        }
    }

    private void checkSignature(FullHttpRequest request, Authorization authorization, String date) {
        int question = request.uri().indexOf('?');
        String canonical = CanonicalRequest.of(
                request.method().name(),
                question < 0 ? "" : request.uri().substring(question + 1),
                request.headers(),
                authorization.signedHeaders(),
                payloadHash(request));
        String toSign = Authorization.ALGORITHM + "\n" + date + "\n"
                + authorization.credential().scope() + "\n"
                + HexFormat.of().formatHex(sha256().digest(canonical.getBytes(UTF_8)));
        String signature =
                HexFormat.of().formatHex(hmac(key(authorization.credential().date()), toSign));
        if (!MessageDigest.isEqual(
                signature.getBytes(US_ASCII), authorization.signature().getBytes(UTF_8))) {
            throw invalid(
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.\n\nThe"
                            + " Canonical String for this request should have been\n'" + canonical
                            + "'\n\nThe String-to-Sign"
                            + " should have been\n'" + toSign + "'\n");
        }
    }

    /** The hash is of what came, whatever the client says of it; but it may say that it has not signed the body. */
    private static String payloadHash(FullHttpRequest request) {
        if (UNSIGNED_PAYLOAD.equals(request.headers().get(CONTENT_SHA256))) {
            return UNSIGNED_PAYLOAD;
        }
        MessageDigest digest = sha256();
        ByteBuf body = request.content();
        for (ByteBuffer part : body.nioBuffers()) {
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    // ---- dates

    /** Requests of the same second share it: reading and writing a date costs as much as hashing a request. */
    private SigningTime signingTime(String given) {
        SigningTime last = lastSigningTime;
        if (last == null || !last.given().equals(given)) {
            Instant instant = instant(given);
            last = new SigningTime(given, instant, basic(instant));
            lastSigningTime = last;
        }
        return last;
    }

    private record SigningTime(String given, Instant instant, String basic) {}

    private static Instant instant(String date) {
        for (DateTimeFormatter form : List.of(BASIC_DATE, DateTimeFormatter.RFC_1123_DATE_TIME)) {
            try {
                return Instant.from(form.parse(date));
            } catch (DateTimeException e) {
                // Perhaps in the other form: that of X-Amz-Date, or that of Date.
            }
        }
        throw Authorization.incomplete("Date must be in ISO-8601 'basic format'. Got '" + date
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    private static String basic(Instant instant) {
        return BASIC_DATE.format(instant);
    }

    // ---- keys

    private SecretKeySpec key(String date) {
        DayKey known = dayKey;
        if (!known.date().equals(date)) {
            known = dayKey(date);
            dayKey = known;
        }
        return known.key();
    }

    private DayKey dayKey(String date) {
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
        for (String part : List.of(date, credentials.region(), service, TERMINATOR)) {
            key = hmac(new SecretKeySpec(key, HMAC), part);
        }
        return new DayKey(date, new SecretKeySpec(key, HMAC));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM lacks " + HMAC + ", which every JVM must have", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM lacks SHA-256, which every JVM must have", e);
        }
    }

    private static EmrServiceException invalid(String message) {
        return EmrServiceException.common("InvalidSignatureException", 403, message);
    }

    /** The key that all signatures of one day are made with. */
    private record DayKey(String date, SecretKeySpec key) {}
}
