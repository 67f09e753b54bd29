package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.emrharness.core.operations.EmrServiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of one request while it is read: the tokens, and the constraints that it was found to violate. */
final class JsonInput {

    private static final int SHOWN_LENGTH = 60;
    private static final int UNKNOWN_SHOWN = 10;

    private final JsonParser parser;
    private final List<String> violations = new ArrayList<>();
    private final List<String> unknownMembers = new ArrayList<>();

    JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    JsonParser parser() {
        return parser;
    }

    JsonToken token() {
        return parser.currentToken();
    }

    JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw serialization("the request body ends too early");
        }
        return token;
    }

    /** Notes that a member is missing from the structure that was just closed. */
    void missingMember(String name) {
        missing(join(path(parser.getParsingContext()), lowerFirst(name)));
    }

    /** Notes that the current token, an element of a list or a value of a map, is null. */
    void nullElement() {
        JsonStreamContext context = parser.getParsingContext();
        missing(context.inObject() ? join(path(context.getParent()), context.getCurrentName()) : path(context));
    }

    /** Notes that the current token, a scalar, breaks a rule. */
    void violation(Object value, String rule) {
        violations.add("Value '" + value + "' at '" + path(parser.getParsingContext())
                + "' failed to satisfy constraint: " + rule);
    }

    private void missing(String path) {
        violations.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
    }

    /** Notes that the model does not have the member whose value is the current token. */
    void unknownMember() {
        if (unknownMembers.size() < UNKNOWN_SHOWN) {
            unknownMembers.add(parser.getParsingContext().pathAsPointer().toString());
        }
    }

    /** The first of the members that the model does not have, as JSON pointers. */
    List<String> unknownMembers() {
        return List.copyOf(unknownMembers);
    }

    /** Throws what AWS answers if a constraint of the model was violated. */
    void rejectViolations() {
        if (!violations.isEmpty()) {
            throw EmrServiceException.validation(violations.size()
                    + (violations.size() == 1 ? " validation error" : " validation errors")
                    + " detected: "
                    + String.join("; ", violations));
        }
    }

    /** The error that the current token is not of the expected type, as in {@code an Integer}. */
    EmrServiceException wrongType(String expected) throws IOException {
        return serialization(given() + " can not be converted to " + expected);
    }

    /** The error that the body cannot be read at the current token. */
    EmrServiceException serialization(String problem) {
        String at = parser.getParsingContext().pathAsPointer().toString();
        return EmrServiceException.common(
                "SerializationException", 400, at.isEmpty() ? problem : "At " + at + ": " + problem);
    }

    private String given() throws IOException {
        return switch (token()) {
            case VALUE_STRING -> "STRING_VALUE \"" + shown() + "\"";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE " + shown();
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            case VALUE_NULL -> "NULL_VALUE";
            default -> token().name();
        };
    }

    private String shown() throws IOException {
        String text = parser.getText();
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "...";
    }

    /** The path as AWS writes it, such as {@code instances.instanceGroups.1.member.market}. */
    private static String path(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return join(parent, (context.getCurrentIndex() + 1) + ".member");
        }
        String name = context.getCurrentName();
        return name == null ? parent : join(parent, lowerFirst(name));
    }

    private static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    private static String lowerFirst(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
