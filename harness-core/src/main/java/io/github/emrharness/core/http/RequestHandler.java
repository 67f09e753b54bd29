package io.github.emrharness.core.http;

import io.github.emrharness.core.operations.EmrService;
import io.github.emrharness.core.operations.EmrServiceException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.utils.Lazy;

/** From a complete HTTP request to its answer. Safe for use by many threads. */
final class RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private static final AsciiString TARGET = AsciiString.cached("X-Amz-Target");
    private static final String TARGET_PREFIX = "ElasticMapReduce.";
    private static final String SIGNING_NAME = "elasticmapreduce";
    /** Enough for a cluster. */
    private static final int USUAL_RESPONSE_BYTES = 2048;

    private final EmrService service;
    private final Optional<SignatureVerifier> signatures;
    // Looks at all of the SDK's model: left to the first request, whose client has loaded much of it already.
    private final Lazy<EmrOperations> operations = new Lazy<>(EmrOperations::new);
    private final EmrJsonCodec codec = new EmrJsonCodec();

    RequestHandler(EmrService service, Optional<SigningCredentials> signedWith) {
        this.service = service;
        this.signatures =
                signedWith.map(credentials -> new SignatureVerifier(credentials, SIGNING_NAME, InstantSource.system()));
    }

    /** Answers the request, with {@code InternalFailure} if all else fails. */
    Answer handle(FullHttpRequest request, String requestId) {
        Answer answer = answer(request, requestId);
        LOG.debug(
                "{} {} of request {}: {}",
                request.method(),
                request.headers().get(TARGET),
                requestId,
                answer.errorType() == null ? answer.status() : answer.errorType());
        return answer;
    }

    private Answer answer(FullHttpRequest request, String requestId) {
        try {
            HttpMethod method = request.method();
            boolean root = isRoot(request.uri());
            if (root && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
                return whatThisIs();
            }
            if (!method.equals(HttpMethod.POST)) {
                return error(EmrServiceException.common(
                        "MalformedHttpRequestException",
                        HttpResponseStatus.METHOD_NOT_ALLOWED.code(),
                        "The EMR API takes POST / only, not " + method + " " + request.uri()));
            }
            if (!root) {
                return error(unknownOperation("POST " + request.uri() + ": the EMR API takes POST / only"));
            }
            return QueryProtocol.action(request)
                    .map(action -> QueryProtocol.refuse(action, requestId))
                    .orElseGet(() -> execute(request));
        } catch (EmrServiceException e) {
            return error(e);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn(
                    "The request {} of {} failed within the harness",
                    requestId,
                    request.headers().get(TARGET),
                    e);
            return error(EmrServiceException.common(
                    "InternalFailure",
                    500,
                    "The harness failed to perform this request (a defect of the harness, not of the caller); its log"
                            + " shows the cause under request id " + requestId));
        }
    }

    private Answer execute(FullHttpRequest request) {
        EmrOperation operation = operation(request);
        if (signatures.isPresent()) {
            signatures.get().verify(request);
        }
        requirePlainJson(request);
        EmrResponse response = service.execute(codec.decode(operation, new ByteBufInputStream(request.content())));
        ByteBuf body = Unpooled.buffer(USUAL_RESPONSE_BYTES);
        try {
            codec.encode(response, new ByteBufOutputStream(body));
        } catch (IOException e) {
            throw new UncheckedIOException("The response cannot be written as JSON", e);
        }
        return new Answer(HttpResponseStatus.OK, Answer.JSON, null, body);
    }

    private EmrOperation operation(FullHttpRequest request) {
        String target = request.headers().get(TARGET);
        if (target == null) {
            throw unknownOperation("without the header X-Amz-Target: " + TARGET_PREFIX + "<operation>");
        }
        if (!target.startsWith(TARGET_PREFIX)) {
            throw unknownOperation(target);
        }
        String name = target.substring(TARGET_PREFIX.length());
        EmrOperation operation = operations.getValue().find(name);
        if (operation == null) {
            throw unknownOperation(name);
        }
        return operation;
    }

    private static EmrServiceException unknownOperation(String what) {
        return EmrServiceException.common("UnknownOperationException", 404, "Could not find operation " + what);
    }

    private static void requirePlainJson(FullHttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw EmrServiceException.common(
                    "SerializationException", 400, "The Content-Type must be " + Answer.JSON + ", not " + type);
        }
        String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw EmrServiceException.common(
                    "SerializationException", 400, "The Content-Encoding " + encoding + " is not supported");
        }
    }

    /** The answer to an error of the API. */
    Answer error(EmrServiceException error) {
        ByteBuf body = Unpooled.buffer(256);
        try {
            codec.encode(error, new ByteBufOutputStream(body));
        } catch (IOException e) {
            throw new IllegalStateException("The error " + error.code() + " cannot be written as JSON", e);
        }
        return new Answer(HttpResponseStatus.valueOf(error.httpStatus()), Answer.JSON, error.code(), body);
    }

    private static Answer whatThisIs() {
        return new Answer(
                HttpResponseStatus.OK,
                Answer.TEXT,
                null,
                Unpooled.copiedBuffer(
                        "EMR Harness: a local Amazon EMR API for tests. Point the endpoint of an EMR client here.\n",
                        StandardCharsets.UTF_8));
    }

    private static boolean isRoot(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.isEmpty() || path.equals("/");
    }
}
