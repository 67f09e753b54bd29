package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The scalars of EMR's model. Reading is as lenient as the service: a boolean may come as a string. */
enum ScalarCodec implements ValueCodec {
    STRING {
        @Override
        public Object read(JsonInput in) throws IOException {
            if (in.token() != JsonToken.VALUE_STRING) {
                throw in.wrongType("a String");
            }
            String text = in.parser().getText();
            if (hasLoneSurrogate(text)) {
                throw in.serialization("the string has half of a surrogate pair, which is no Unicode text");
            }
            return text;
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeString((String) value);
        }
    },

    BOOLEAN {
        @Override
        public Object read(JsonInput in) throws IOException {
            return switch (in.token()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_STRING -> {
                    String text = in.parser().getText();
                    if (text.equalsIgnoreCase("true")) {
                        yield true;
                    }
                    if (text.equalsIgnoreCase("false")) {
                        yield false;
                    }
                    throw in.wrongType("a Boolean");
                }
                default -> throw in.wrongType("a Boolean");
            };
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeBoolean((Boolean) value);
        }
    },

    INTEGER {
        @Override
        public Object read(JsonInput in) throws IOException {
            long value = readLong(in, "an Integer");
            if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
                throw in.wrongType("an Integer");
            }
            return (int) value;
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((Integer) value);
        }
    },

    LONG {
        @Override
        public Object read(JsonInput in) throws IOException {
            return readLong(in, "a Long");
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((Long) value);
        }
    },

    FLOAT {
        @Override
        public Object read(JsonInput in) throws IOException {
            double value = readDouble(in, "a Float");
            if (Double.isFinite(value) && Math.abs(value) > Float.MAX_VALUE) {
                throw in.wrongType("a Float");
            }
            return (float) value;
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((Float) value);
        }
    },

    DOUBLE {
        @Override
        public Object read(JsonInput in) throws IOException {
            return readDouble(in, "a Double");
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((Double) value);
        }
    },

    /** Seconds since the epoch; EMR keeps milliseconds. */
    TIMESTAMP {
        @Override
        public Object read(JsonInput in) throws IOException {
            if (in.token() == JsonToken.VALUE_STRING) {
                return fromText(in);
            }
            if (!in.token().isNumeric()) {
                throw in.wrongType(TIMESTAMP_TYPE);
            }
            double seconds = in.parser().getDoubleValue();
            if (!(Math.abs(seconds) <= LATEST_SECOND)) {
                throw in.wrongType(TIMESTAMP_TYPE);
            }
            return Instant.ofEpochMilli(Math.round(seconds * 1000));
        }

        /** Some clients write dates as texts, as other AWS protocols do. */
        private Instant fromText(JsonInput in) throws IOException {
            try {
                Instant instant = OffsetDateTime.parse(in.parser().getText()).toInstant();
                if (Math.abs(instant.getEpochSecond()) <= LATEST_SECOND) {
                    return instant.truncatedTo(ChronoUnit.MILLIS);
                }
            } catch (DateTimeException e) {
                // told below
            }
            throw in.wrongType(TIMESTAMP_TYPE);
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber(BigDecimal.valueOf(((Instant) value).toEpochMilli(), 3));
        }
    };

    private static final String TIMESTAMP_TYPE = "a timestamp (seconds since the epoch)";

    /** The end of the year 9999. */
    private static final double LATEST_SECOND = 253_402_300_799.999;

    private static long readLong(JsonInput in, String expected) throws IOException {
        JsonParser parser = in.parser();
        if (in.token() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        if (in.token() == JsonToken.VALUE_NUMBER_FLOAT) {
            try {
                return parser.getDecimalValue().longValueExact();
            } catch (ArithmeticException e) {
                throw in.wrongType(expected); // a fraction, or beyond 64 bits
            }
        }
        throw in.wrongType(expected);
    }

    private static double readDouble(JsonInput in, String expected) throws IOException {
        if (in.token().isNumeric()) {
            double value = in.parser().getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        } else if (in.token() == JsonToken.VALUE_STRING) {
            switch (in.parser().getText()) {
                case "NaN" -> {
                    return Double.NaN;
                }
                case "Infinity" -> {
                    return Double.POSITIVE_INFINITY;
                }
                case "-Infinity" -> {
                    return Double.NEGATIVE_INFINITY;
                }
                default -> {}
            }
        }
        throw in.wrongType(expected);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
