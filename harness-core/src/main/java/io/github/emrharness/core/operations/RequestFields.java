package io.github.emrharness.core.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the harness does with the fields of each operation, from {@code request-fields.tsv}. */
final class RequestFields {

    private static final String RESOURCE = "request-fields.tsv";
    private static final String NOTE = "note";

    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();

    private RequestFields() {}

    /** Reads the list that comes with the harness. */
    static RequestFields load() {
        try (InputStream stream = RequestFields.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from emr-harness-core");
            }
            RequestFields fields = new RequestFields();
            new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(fields::add);
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] columns = line.split("\t", -1);
        String remark = columns.length > 3 ? columns[3] : "";
        if (columns[1].equals(NOTE)) {
            notes.put(columns[0], remark);
            return;
        }
        FieldSupport support = Arrays.stream(FieldSupport.values())
                .filter(value -> value.word().equals(columns[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(RESOURCE + " has a line without a known word: " + line));
        lines.computeIfAbsent(columns[0], operation -> new ArrayList<>())
                .add(new Line(support, List.of(columns[2].split(",")), remark));
    }

    /** What is said of the fields of an operation, in the order of the list; empty if nothing is. */
    List<Line> of(String operation) {
        return lines.getOrDefault(operation, List.of());
    }

    /** A remark on the operation as a whole. */
    Optional<String> note(String operation) {
        return Optional.ofNullable(notes.get(operation));
    }

    /**
     * Some fields of one operation.
     *
     * @param fields the members on the way to each; lists on the way stand for each of their items, and {@code **} at the
     *     end for all that is below
     * @param remark may be empty
     */
    record Line(FieldSupport support, List<String> fields, String remark) {}
}
