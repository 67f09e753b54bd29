package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.emrharness.core.operations.EmrServiceException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** AWS JSON 1.1: the bodies of requests, responses and errors. Safe for use by many threads. */
final class EmrJsonCodec {

    /** Far more than any request needs; a structure of that depth is read and written on an ordinary stack. */
    static final int MAX_DEPTH = 256;

    private static final Logger LOG = LoggerFactory.getLogger(EmrJsonCodec.class);

    private final JsonFactory json = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Names that collide on purpose cost time within the limit of the body, not an unchecked exception.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    private final Structures structures = new Structures(RequiredMembers.load(), MemberConstraints.load());

    /**
     * Reads a request; an empty body counts as <code>{}</code>.
     *
     * @throws EmrServiceException {@code SerializationException} if the body is not JSON or a member has the wrong
     *     type, {@code ValidationException} if a required member is missing or a value breaks a rule of EMR's
     *     model
     */
    EmrRequest decode(EmrOperation operation, InputStream body) {
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() == null) {
                return decode(operation, "{}");
            }
            JsonInput in = new JsonInput(parser);
            Object request = requestCodec(operation).read(in);
            JsonToken more = parser.nextToken();
            if (more != null) {
                throw malformed("there is something after the end of the object", parser.getTokenLocation());
            }
            in.rejectViolations();
            warnAboutUnknown(operation, in.unknownMembers());
            return (EmrRequest) request;
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage(), e.getLocation());
        } catch (CharConversionException e) {
            throw malformed(String.valueOf(e.getMessage()), JsonLocation.NA);
        } catch (IOException e) {
            throw new IllegalStateException("A body in memory cannot be read", e);
        }
    }

    /** EMR skips what it does not know, too; but here it may also be a member that is younger than the SDK. */
    private static void warnAboutUnknown(EmrOperation operation, List<String> members) {
        if (!members.isEmpty()) {
            LOG.warn(
                    "{}: skipped members that the AWS SDK of EMR Harness does not know: {}",
                    operation.name(),
                    String.join(", ", members));
        }
    }

    private EmrRequest decode(EmrOperation operation, String body) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            parser.nextToken();
            JsonInput in = new JsonInput(parser);
            Object request = requestCodec(operation).read(in);
            in.rejectViolations();
            return (EmrRequest) request;
        }
    }

    private StructureCodec requestCodec(EmrOperation operation) {
        return structures.codec(operation.emptyRequest().getClass(), operation::newRequestBuilder);
    }

    private static EmrServiceException malformed(String problem, JsonLocation location) {
        String where = location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        return EmrServiceException.common(
                "SerializationException", 400, "The request body is not valid JSON: " + problem + where);
    }

    /** Writes the response; nothing at all if its type has no members, as EMR does. */
    void encode(EmrResponse response, OutputStream out) throws IOException {
        Class<?> type = response.getClass();
        StructureCodec codec = structures.codec(type, () -> SdkBuilders.of(type));
        if (codec.hasMembers()) {
            try (JsonGenerator generator = json.createGenerator(out)) {
                codec.write(response, generator);
            }
        }
    }

    /** Writes an error: {@code __type} and what its family carries. */
    void encode(EmrServiceException error, OutputStream out) throws IOException {
        boolean modelled =
                error.code().equals("InvalidRequestException") || error.code().equals("InternalServerException");
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("__type", error.code());
            if (error.errorCode() != null) {
                generator.writeStringField("ErrorCode", error.errorCode());
            }
            generator.writeStringField(modelled ? "Message" : "message", error.getMessage());
            generator.writeEndObject();
        }
    }
}
