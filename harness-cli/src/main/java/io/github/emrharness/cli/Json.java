package io.github.emrharness.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Writes flat JSON objects on one line. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static String object(Consumer<Members> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            content.accept(new Members(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The members of the object that is being written. */
    static final class Members {

        private final JsonGenerator generator;

        private Members(JsonGenerator generator) {
            this.generator = generator;
        }

        Members text(String name, String value) {
            try {
                generator.writeStringField(name, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        Members text(String name, Optional<String> value) {
            value.ifPresent(present -> text(name, present));
            return this;
        }

        Members number(String name, OptionalInt value) {
            value.ifPresent(present -> {
                try {
                    generator.writeNumberField(name, present);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return this;
        }
    }
}
