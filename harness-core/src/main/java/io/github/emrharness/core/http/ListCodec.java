package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A list of the model; none of EMR's may hold null. */
record ListCodec(ValueCodec element) implements ValueCodec {

    @Override
    public Object read(JsonInput in) throws IOException {
        if (in.token() != JsonToken.START_ARRAY) {
            throw in.wrongType("a list");
        }
        List<Object> values = new ArrayList<>();
        JsonToken token;
        while ((token = in.next()) != JsonToken.END_ARRAY) {
            if (token == JsonToken.VALUE_NULL) {
                in.nullElement();
            } else {
                values.add(element.read(in));
            }
        }
        return values;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Object each : (List<?>) value) {
            element.write(each, out);
        }
        out.writeEndArray();
    }
}
