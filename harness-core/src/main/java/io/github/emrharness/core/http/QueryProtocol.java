package io.github.emrharness.core.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The protocol of older AWS services such as STS and IAM: forms in, XML out. Their clients come here when all of AWS is
 * pointed here ({@code AWS_ENDPOINT_URL}), and are told so in a way that they understand.
 */
final class QueryProtocol {

    private static final String FORM = "application/x-www-form-urlencoded";

    private QueryProtocol() {}

    /** The action that a request of this protocol asks for; empty if it is of another one. */
    static Optional<String> action(FullHttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return Optional.empty();
        }
        QueryStringDecoder form;
        try {
            form = new QueryStringDecoder(request.content().toString(StandardCharsets.UTF_8), false);
            return form.parameters().getOrDefault("Action", List.of()).stream().findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no form either
        }
    }

    static Answer refuse(String action, String requestId) {
        String message = "Could not find operation " + action
                + ": this is the endpoint of an EMR Harness, which answers the EMR API only";
        String xml = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>" + escaped(message)
                + "</Message></Error><RequestId>" + requestId + "</RequestId></ErrorResponse>";
        return new Answer(
                HttpResponseStatus.BAD_REQUEST,
                Answer.XML,
                "InvalidAction",
                Unpooled.copiedBuffer(xml, StandardCharsets.UTF_8));
    }

    /** Without what XML cannot hold. */
    private static String escaped(String text) {
        StringBuilder xml = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> xml.appendCodePoint(c >= ' ' && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF) ? c : '?');
            }
        });
        return xml.toString();
    }
}
