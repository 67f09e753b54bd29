package io.github.emrharness.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.operations.EmrServiceException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignerProperty;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signature Version 4, by AWS's published examples, by the SDK's own signer, and all that can be wrong with it. */
class SignatureVerifierTest {

    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String ADVICE = " (EMR Harness: sign with its accessKeyId() and secretAccessKey(), or let"
            + " anything pass with the setting emr.harness.signatures=ignore)";

    /** The examples of AWS's test suite for Signature Version 4. */
    static Stream<Arguments> published() {
        String plain = "Host: example.amazonaws.com\nX-Amz-Date: 20150830T123600Z";
        return Stream.of(
                Arguments.of(
                        "get-vanilla",
                        "GET /",
                        plain,
                        "",
                        "host;x-amz-date",
                        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                Arguments.of(
                        "get-vanilla-query-order-key-case",
                        "GET /?Param2=value2&Param1=value1",
                        plain,
                        "",
                        "host;x-amz-date",
                        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
                Arguments.of(
                        "post-vanilla",
                        "POST /",
                        plain,
                        "",
                        "host;x-amz-date",
                        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
                Arguments.of(
                        "post-x-www-form-urlencoded",
                        "POST /",
                        "Content-Type: application/x-www-form-urlencoded\n" + plain,
                        "Param1=value1",
                        "content-type;host;x-amz-date",
                        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void the_published_examples_are_valid(
            String name, String line, String headers, String body, String signedHeaders, String signature) {
        String[] methodAndUri = line.split(" ");
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(methodAndUri[0]),
                methodAndUri[1],
                Unpooled.copiedBuffer(body, UTF_8));
        headers.lines().forEach(header -> {
            String[] nameAndValue = header.split(": ");
            request.headers().add(nameAndValue[0], nameAndValue[1]);
        });
        request.headers()
                .set(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                                + signedHeaders + ", Signature=" + signature);

        assertThatCode(() -> verifier("service").verify(request)).doesNotThrowAnyException();
        assertThatExceptionOfType(EmrServiceException.class).isThrownBy(() -> {
            request.headers().set("X-Amz-Date", "20150830T123601Z");
            verifier("service").verify(request);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?",
                "/?a",
                "/?b=2&a=1&a=0&A=3",
                "/?q=%7Bx%7D&r=a%20b&s=%C3%A4&t=%2F&u=~._-",
                "/?e=%25&plus=a%2Bb"
            })
    void what_the_sdk_signs_is_valid(String uri) {
        FullHttpRequest request = signed(uri, "{\"ClusterId\":\"j-1\"}", "us-east-1", "elasticmapreduce", NOW);

        assertThatCode(() -> verifier("elasticmapreduce").verify(request)).doesNotThrowAnyException();
    }

    @Test
    void a_body_may_be_left_unsigned_if_the_request_says_so() {
        FullHttpRequest request = signed(
                "https", "/", "{}", "us-east-1", "elasticmapreduce", NOW, AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED);
        assertThat(request.headers().get("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");

        assertThatCode(() -> verifier("elasticmapreduce").verify(request)).doesNotThrowAnyException();
    }

    @Test
    void a_changed_body_is_refused_with_what_should_have_been_signed() {
        FullHttpRequest request = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        FullHttpRequest changed = request.replace(Unpooled.copiedBuffer("[]", UTF_8));

        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> verifier("elasticmapreduce").verify(changed))
                .returns("InvalidSignatureException", EmrServiceException::code)
                .returns(403, EmrServiceException::httpStatus)
                .withMessageStartingWith(
                        """
                        The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.

                        The Canonical String for this request should have been
                        'POST
                        /

                        """)
                .withMessageContaining(
                        """
                        4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945'

                        The String-to-Sign should have been
                        'AWS4-HMAC-SHA256
                        20150830T123600Z
                        20150830/us-east-1/elasticmapreduce/aws4_request
                        """);
    }

    @Test
    void a_changed_header_or_query_is_refused() {
        FullHttpRequest header = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        header.headers().set("X-Amz-Target", "ElasticMapReduce.TerminateJobFlows");
        assertRefused(header, "InvalidSignatureException", "The request signature we calculated does not match");

        FullHttpRequest query = signed("/?a=1", "{}", "us-east-1", "elasticmapreduce", NOW);
        query.setUri("/?a=2");
        assertRefused(query, "InvalidSignatureException", "The request signature we calculated does not match");
    }

    @ParameterizedTest
    @CsvSource({"-300,true", "300,true", "-301,false", "301,false"})
    void a_date_may_be_five_minutes_off(int seconds, boolean valid) {
        FullHttpRequest request =
                signed("/", "{}", "us-east-1", "elasticmapreduce", NOW.plus(Duration.ofSeconds(seconds)));

        if (valid) {
            assertThatCode(() -> verifier("elasticmapreduce").verify(request)).doesNotThrowAnyException();
        } else {
            assertRefusedExactly(
                    request,
                    "InvalidSignatureException",
                    seconds < 0
                            ? "Signature expired: 20150830T123059Z is now earlier than 20150830T123100Z"
                                    + " (20150830T123600Z - 5 min.)"
                            : "Signature not yet current: 20150830T124101Z is still later than 20150830T124100Z"
                                    + " (20150830T123600Z + 5 min.)");
        }
    }

    @Test
    void midnight_needs_a_new_key() {
        Instant[] time = {Instant.parse("2015-08-30T23:59:59Z")};
        SignatureVerifier verifier = new SignatureVerifier(
                new SigningCredentials(KEY, SECRET, "us-east-1"), "elasticmapreduce", () -> time[0]);
        verifier.verify(signed("/", "{}", "us-east-1", "elasticmapreduce", time[0]));
        Instant before = time[0];
        time[0] = Instant.parse("2015-08-31T00:00:01Z");

        assertThatCode(() -> {
                    verifier.verify(signed("/", "{}", "us-east-1", "elasticmapreduce", time[0]));
                    verifier.verify(signed("/", "{}", "us-east-1", "elasticmapreduce", before));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_signature_for_something_else_is_refused() {
        assertRefusedExactly(
                signed("/", "{}", "eu-west-1", "elasticmapreduce", NOW),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'eu-west-1'.");
        assertRefusedExactly(
                signed("/", "{}", "us-east-1", "emr", NOW),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'elasticmapreduce'.");
        assertRefusedExactly(
                changedAuthorization(header -> header.replace("/20150830/", "/20150829/")),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' !="
                        + " '20150830', from '20150830T123600Z'.");
        assertRefusedExactly(
                changedAuthorization(header -> header.replace("aws4_request", "aws5_request")),
                "InvalidSignatureException",
                "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.");
    }

    @Test
    void an_unknown_key_is_named_with_the_way_out() {
        FullHttpRequest request = changedAuthorization(header -> header.replace(KEY, "test"));

        assertRefusedExactly(
                request,
                "UnrecognizedClientException",
                "The security token included in the request is invalid. The access key id is 'test', which is not known"
                        + " here" + ADVICE);
    }

    @Test
    void an_unsigned_request_is_refused_with_the_way_out() {
        FullHttpRequest request = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        request.headers().remove("Authorization");

        assertRefusedExactly(request, "MissingAuthenticationTokenException", "Missing Authentication Token" + ADVICE);
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of(
                        "Bearer token",
                        "'token' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer"
                                + " token'."),
                Arguments.of(
                        "AWS4-HMAC-SHA256",
                        "Authorization header requires 'Credential' parameter. Authorization header requires"
                                + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
                                + " Authorization=AWS4-HMAC-SHA256"),
                Arguments.of(
                        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host",
                        "Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256"
                                + " Credential=a/b/c/d/e, SignedHeaders=host"),
                Arguments.of(
                        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
                        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term,"
                                + " got 'a/b'"),
                Arguments.of(
                        "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0",
                        "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'."));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void an_incomplete_signature_is_told_what_it_lacks(String authorization, String message) {
        assertRefusedExactly(changedAuthorization(header -> authorization), "IncompleteSignatureException", message);
    }

    @Test
    void a_request_needs_a_date() {
        FullHttpRequest none = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        none.headers().remove("X-Amz-Date");
        assertRefused(
                none,
                "IncompleteSignatureException",
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");

        FullHttpRequest unreadable = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        unreadable.headers().set("X-Amz-Date", "2015-08-30");
        assertRefusedExactly(
                unreadable,
                "IncompleteSignatureException",
                "Date must be in ISO-8601 'basic format'. Got '2015-08-30'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void the_date_may_stand_in_the_header_date() {
        FullHttpRequest request = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        request.headers().remove("X-Amz-Date").set("Date", "Sun, 30 Aug 2015 12:36:00 GMT");

        // The SDK has signed the other header, so this goes as far as the signature itself.
        assertRefused(request, "InvalidSignatureException", "The request signature we calculated does not match");
    }

    @Test
    void the_host_must_be_signed() {
        assertRefusedExactly(
                changedAuthorization(header -> header.replace(";host;", ";")),
                "InvalidSignatureException",
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    private static FullHttpRequest changedAuthorization(UnaryOperator<String> change) {
        FullHttpRequest request = signed("/", "{}", "us-east-1", "elasticmapreduce", NOW);
        String header = request.headers().get("Authorization");
        String changed = change.apply(header);
        assertThat(changed).isNotEqualTo(header);
        request.headers().set("Authorization", changed);
        return request;
    }

    private static void assertRefused(FullHttpRequest request, String code, String start) {
        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> verifier("elasticmapreduce").verify(request))
                .withMessageStartingWith(start)
                .returns(code, EmrServiceException::code);
    }

    private static void assertRefusedExactly(FullHttpRequest request, String code, String message) {
        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> verifier("elasticmapreduce").verify(request))
                .withMessage(message)
                .returns(code, EmrServiceException::code)
                .returns(403, EmrServiceException::httpStatus);
    }

    private static SignatureVerifier verifier(String service) {
        return new SignatureVerifier(
                new SigningCredentials(KEY, SECRET, "us-east-1"), service, InstantSource.fixed(NOW));
    }

    /** A request as the SDK signs it. */
    private static FullHttpRequest signed(String uri, String body, String region, String service, Instant at) {
        return signed("http", uri, body, region, service, at);
    }

    @SafeVarargs
    private static FullHttpRequest signed(
            String scheme,
            String uri,
            String body,
            String region,
            String service,
            Instant at,
            SignerProperty<Boolean>... off) {
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> {
                    request.identity(AwsCredentialsIdentity.create(KEY, SECRET))
                            .request(SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.POST)
                                    .uri(URI.create(scheme + "://127.0.0.1:4566" + uri))
                                    .putHeader("Content-Type", "application/x-amz-json-1.1")
                                    .putHeader("X-Amz-Target", "ElasticMapReduce.ListClusters")
                                    .putHeader("X-Spaces", "  a   b ")
                                    .build())
                            .payload(ContentStreamProvider.fromUtf8String(body))
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC));
                    for (SignerProperty<Boolean> property : off) {
                        request.putProperty(property, false);
                    }
                })
                .request();
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, uri, Unpooled.copiedBuffer(body, UTF_8));
        // As they arrive: the decoder leaves out the space around them.
        signed.forEachHeader(
                (name, values) -> values.forEach(value -> request.headers().add(name, value.strip())));
        return request;
    }
}
