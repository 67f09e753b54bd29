package io.github.emrharness.core.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** Collects whole requests; of one that is too long it passes on {@link #TOO_LARGE} instead, in its turn. */
final class BoundedAggregator extends HttpObjectAggregator {

    static final Object TOO_LARGE = new Object();

    BoundedAggregator(int maxRequestBytes) {
        super(maxRequestBytes);
    }

    /**
     * Leaves a client that asks whether it may send too much to {@link #handleOversizedMessage}. An expectation that
     * HTTP does not know is ignored, as HTTP allows.
     */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        return isContentLengthInvalid(start, maxContentLength) || !HttpUtil.is100ContinueExpected(start)
                ? null
                : super.newContinueResponse(start, maxContentLength, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        ctx.fireChannelRead(TOO_LARGE);
    }
}
