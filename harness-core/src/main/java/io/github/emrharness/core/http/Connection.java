package io.github.emrharness.core.http;

import io.github.emrharness.core.operations.EmrServiceException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: takes a request, has it answered, takes the next. The channel reads only when this asks
 * for it, so a client that sends on and on waits. All state belongs to the channel's event loop.
 */
// Whether a channel could be closed or scheduled for is of no interest: a broken one is closed anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-RequestId");
    private static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-ErrorType");

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** How long what a refused client still sends is thrown away, so that it gets to read why it was refused. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private enum State {
        IDLE,
        RECEIVING,
        WORKING,
        ANSWERING,
        CLOSING
    }

    private final RequestHandler requests;
    private final Executor workers;
    private final EmrEndpointOptions options;

    private State state = State.IDLE;
    private boolean draining;
    private boolean inputEnded;
    private @Nullable ScheduledFuture<?> timer;

    Connection(RequestHandler requests, Executor workers, EmrEndpointOptions options) {
        this.requests = requests;
        this.workers = workers;
        this.options = options;
    }

    /** Stands before the decoder and sees when a request begins to arrive. */
    ChannelInboundHandlerAdapter arrivals() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object bytes) {
                if (state == State.IDLE) {
                    state = State.RECEIVING;
                    ChannelHandlerContext self = ctx.pipeline().context(Connection.this);
                    arm(self, options.requestTimeout(), () -> refuse(self, tooSlow()));
                }
                ctx.fireChannelRead(bytes);
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        awaitRequest(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSING;
        disarm();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (state == State.CLOSING) {
            ReferenceCountUtil.release(message);
        } else if (message == BoundedAggregator.TOO_LARGE) {
            refuse(
                    ctx,
                    EmrServiceException.common(
                            "RequestEntityTooLargeException",
                            413,
                            "The request is longer than " + options.maxRequestBytes() + " bytes"));
        } else {
            FullHttpRequest request = (FullHttpRequest) message;
            Throwable malformed = request.decoderResult().cause();
            if (malformed == null) {
                work(ctx, request);
            } else {
                request.release();
                refuse(ctx, malformed instanceof PrematureChannelClosureException ? aborted() : malformed(malformed));
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (state == State.RECEIVING) {
                refuse(ctx, aborted());
            } else if (state == State.IDLE || state == State.CLOSING) {
                ctx.close();
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("A client's connection broke", cause);
        } else {
            LOG.warn("A client's connection is closed after an unexpected error", cause);
        }
        ctx.close();
    }

    /** Closes the connection, if need be after the answer to the request that is worked on. */
    void drain(ChannelHandlerContext ctx) {
        draining = true;
        if (state != State.WORKING && state != State.ANSWERING) {
            ctx.close();
        }
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        state = State.IDLE;
        arm(ctx, options.idleTimeout(), ctx::close);
        ctx.read();
        if (inputEnded && state == State.IDLE) {
            ctx.close();
        }
    }

    private void work(ChannelHandlerContext ctx, FullHttpRequest request) {
        state = State.WORKING;
        disarm();
        String requestId = UUID.randomUUID().toString();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        try {
            workers.execute(() -> {
                Answer answer = null;
                try {
                    answer = requests.handle(request, requestId);
                } finally {
                    request.release();
                    if (answer == null) {
                        ctx.close();
                    }
                }
                hand(ctx, answer, requestId, request.protocolVersion(), keepAlive);
            });
        } catch (RejectedExecutionException e) {
            request.release();
            Answer answer = requests.error(
                    draining
                            ? EmrServiceException.common("ServiceUnavailable", 503, "The endpoint is being closed")
                            : EmrServiceException.common("ThrottlingException", 400, "Rate exceeded"));
            // Not at once: a client that has sent many requests in one go would make the stack grow with each.
            hand(ctx, answer, requestId, request.protocolVersion(), keepAlive);
        }
    }

    /** Leaves the answer to the event loop. */
    private void hand(
            ChannelHandlerContext ctx, Answer answer, String requestId, HttpVersion version, boolean keepAlive) {
        try {
            ctx.executor().execute(() -> answer(ctx, answer, requestId, version, keepAlive));
        } catch (RejectedExecutionException e) {
            LOG.debug("Request {} ended after the endpoint was closed", requestId);
        }
    }

    private void answer(
            ChannelHandlerContext ctx, Answer answer, String requestId, HttpVersion version, boolean keepAlive) {
        if (state == State.CLOSING) {
            answer.body().release();
            return;
        }
        state = State.ANSWERING;
        arm(ctx, options.requestTimeout(), ctx::close);
        boolean goOn = keepAlive && !draining;
        write(ctx, answer, requestId, version, goOn).addListener(written -> {
            if (!written.isSuccess() || !goOn || draining) {
                ctx.close();
            } else {
                awaitRequest(ctx);
            }
        });
    }

    /** Answers with an error before the request was read, and closes the connection. */
    private void refuse(ChannelHandlerContext ctx, EmrServiceException error) {
        state = State.CLOSING;
        arm(ctx, LINGER, ctx::close);
        write(ctx, requests.error(error), UUID.randomUUID().toString(), HttpVersion.HTTP_1_1, false)
                .addListener(written -> {
                    if (!written.isSuccess() || inputEnded || draining) {
                        ctx.close();
                    } else {
                        // Closing at once while bytes come in would reset the connection, and the answer be lost.
                        ((DuplexChannel) ctx.channel()).shutdownOutput();
                        ctx.channel().config().setAutoRead(true);
                    }
                });
    }

    private ChannelFuture write(
            ChannelHandlerContext ctx, Answer answer, String requestId, HttpVersion version, boolean keepAlive) {
        ByteBuf body = answer.body();
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), body);
        response.headers()
                .set(REQUEST_ID, requestId)
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.DATE, HTTP_DATE.format(Instant.now()));
        if (answer.errorType() != null) {
            response.headers().set(ERROR_TYPE, answer.errorType());
        }
        if (answer.status().code() == 405) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.POST);
        }
        HttpUtil.setKeepAlive(response.headers(), version, keepAlive);
        return ctx.writeAndFlush(response);
    }

    private static EmrServiceException malformed(Throwable problem) {
        return EmrServiceException.common(
                "MalformedHttpRequestException", 400, "This is not an HTTP/1.1 request: " + problem.getMessage());
    }

    private static EmrServiceException aborted() {
        return EmrServiceException.common("RequestAbortedException", 400, "The request ended before it was complete");
    }

    private EmrServiceException tooSlow() {
        return EmrServiceException.common(
                "RequestTimeoutException",
                408,
                "The request did not arrive within " + options.requestTimeout().toMillis() + " ms");
    }

    private void arm(ChannelHandlerContext ctx, Duration delay, Runnable task) {
        disarm();
        timer = ctx.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
