package io.github.emrharness.core.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An event as EMR sends it to Amazon EventBridge.
 *
 * @param id a UUID
 * @param detailType such as {@code EMR Step Status Change}
 * @param detail the members of {@code detail} in their order; numbers are strings there
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-cloudwatch-events.html">Monitoring EMR
 *     events with CloudWatch</a>
 */
public record EventBridgeEvent(
        String id, String detailType, Instant time, String account, String region, Map<String, String> detail) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SOURCE = "aws.emr";

    public EventBridgeEvent {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    static EventBridgeEvent of(
            String detailType, Instant time, String account, String region, Map<String, String> detail) {
        return new EventBridgeEvent(UUID.randomUUID().toString(), detailType, time, account, region, detail);
    }

    /** The whole event, with its envelope. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("version", "0");
            out.writeStringField("id", id);
            out.writeStringField("detail-type", detailType);
            out.writeStringField("source", SOURCE);
            out.writeStringField("account", account);
            out.writeStringField("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
            out.writeStringField("region", region);
            out.writeArrayFieldStart("resources");
            out.writeEndArray();
            out.writeObjectFieldStart("detail");
            for (Map.Entry<String, String> member : detail.entrySet()) {
                out.writeStringField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
