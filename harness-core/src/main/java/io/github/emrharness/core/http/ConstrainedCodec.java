package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A scalar that must satisfy something when it is read; what the harness writes, it has made itself. */
record ConstrainedCodec(ValueCodec scalar, MemberConstraint constraint) implements ValueCodec {

    @Override
    public Object read(JsonInput in) throws IOException {
        Object value = scalar.read(in);
        constraint.brokenBy(value).ifPresent(rule -> in.violation(value, rule));
        return value;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        scalar.write(value, out);
    }
}
