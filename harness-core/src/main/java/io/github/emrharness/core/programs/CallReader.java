package io.github.emrharness.core.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the script of the programs sends: texts that each end with a NUL, since no argument can contain one. */
final class CallReader {

    private CallReader() {}

    /** What is to be run. */
    record Request(String program, Path directory, List<String> arguments, Map<String, String> environment) {}

    static String text(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) {
                throw new EOFException("A text of a call has no end: " + text.toString(UTF_8));
            }
            text.write(next);
        }
        return text.toString(UTF_8);
    }

    static Request request(InputStream in) throws IOException {
        String program = text(in);
        Path directory = Path.of(text(in));
        int count = Integer.parseInt(text(in));
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(text(in));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable = text(in); !variable.isEmpty(); variable = text(in)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return new Request(program, directory, arguments, environment);
    }
}
