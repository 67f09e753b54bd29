package io.github.emrharness.core.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param errorType the code of the error; null if this is none
 */
record Answer(HttpResponseStatus status, String contentType, @Nullable String errorType, ByteBuf body) {

    static final String JSON = "application/x-amz-json-1.1";
    static final String XML = "text/xml";
    static final String TEXT = "text/plain; charset=utf-8";
}
