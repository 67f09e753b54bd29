package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Reads and writes the values of one type of the model. Immutable. */
interface ValueCodec {

    /** Reads the value that the input's current token begins; the token is not null. Ends on the value's last token. */
    Object read(JsonInput in) throws IOException;

    void write(Object value, JsonGenerator out) throws IOException;
}
