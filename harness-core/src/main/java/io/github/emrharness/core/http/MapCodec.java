package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the model, from strings; none of EMR's may hold null. */
record MapCodec(ValueCodec element) implements ValueCodec {

    @Override
    public Object read(JsonInput in) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            throw in.wrongType("a map");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        while (in.next() != JsonToken.END_OBJECT) {
            String key = in.parser().getCurrentName();
            if (in.next() == JsonToken.VALUE_NULL) {
                in.nullElement();
            } else {
                values.put(key, element.read(in));
            }
        }
        return values;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
            out.writeFieldName((String) each.getKey());
            element.write(each.getValue(), out);
        }
        out.writeEndObject();
    }
}
