package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emrharness.core.operations.EmrServiceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Valid requests with random damage are read or refused in AWS's words; nothing else may come out of the codec. */
@Timeout(120)
class EmrJsonFuzzTest {

    private static final int ROUNDS_PER_OPERATION = 100;

    private static final List<String> NASTY = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "true",
            "-",
            "1e999999999999",
            "-0.0",
            "NaN",
            "\\u0000",
            "\\ud800",
            "\\",
            "9".repeat(400),
            "1e-2147483649",
            "[[[[[[[[",
            "{\"\":",
            "\u0000",
            "\uFEFF",
            "/*",
            "\"Name\":",
            "1".repeat(1100));

    private final EmrJsonCodec codec = new EmrJsonCodec();
    private final Structures structures = new Structures(Map.of(), MemberConstraints.none());

    @Test
    void damaged_requests_are_read_or_refused() throws IOException {
        EmrOperations operations = new EmrOperations();
        int read = 0;
        int refused = 0;
        for (String name :
                operations.names().stream().sorted(Comparator.naturalOrder()).toList()) {
            EmrOperation operation = operations.find(name);
            Random random = new Random(name.hashCode());
            byte[] valid = valid(operation);
            for (int round = 0; round < ROUNDS_PER_OPERATION; round++) {
                byte[] damaged = damage(valid, random);
                try {
                    codec.decode(operation, new ByteArrayInputStream(damaged));
                    read++;
                } catch (EmrServiceException e) {
                    assertThat(e.code()).isIn(Set.of("SerializationException", "ValidationException"));
                    assertThat(e.httpStatus()).isEqualTo(400);
                    codec.encode(e, new ByteArrayOutputStream());
                    refused++;
                } catch (RuntimeException e) {
                    throw new AssertionError(name + " broke on " + new String(damaged, StandardCharsets.ISO_8859_1), e);
                }
            }
        }
        assertThat(read).as("damaged requests that could still be read").isGreaterThan(50);
        assertThat(refused).as("damaged requests that were refused").isGreaterThan(3_000);
    }

    @Test
    void binary_rubbish_is_refused() {
        EmrOperation operation = new EmrOperations().find("RunJobFlow");
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] rubbish = new byte[1 + random.nextInt(200)];
            random.nextBytes(rubbish);
            // A lone space is an empty body, in which the required members are missing.
            assertThat(rejection(operation, rubbish)).isIn("SerializationException", "ValidationException");
        }
    }

    private String rejection(EmrOperation operation, byte[] body) {
        try {
            codec.decode(operation, new ByteArrayInputStream(body));
            return "none";
        } catch (EmrServiceException e) {
            return e.code();
        }
    }

    private byte[] valid(EmrOperation operation) throws IOException {
        Object request = new ModelValues(operation.name().hashCode()).fill(operation.newRequestBuilder());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
            structures.codec(request.getClass(), operation::newRequestBuilder).write(request, generator);
        }
        return out.toByteArray();
    }

    private static byte[] damage(byte[] valid, Random random) {
        byte[] bytes = valid;
        for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> {
                    bytes = bytes.clone();
                    bytes[at] = (byte) random.nextInt();
                }
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
                case 3 ->
                    bytes = splice(
                            bytes,
                            at,
                            at,
                            NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8));
                default -> {
                    int end = Math.min(bytes.length, at + random.nextInt(40));
                    bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                }
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(with);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
