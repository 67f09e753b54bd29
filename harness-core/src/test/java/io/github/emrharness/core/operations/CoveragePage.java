package io.github.emrharness.core.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes docs/coverage.md. */
final class CoveragePage {

    private static final String HEAD =
            """
            # What EMR Harness supports of the Amazon EMR API

            <!-- Made from the code by CoverageTest. Do not edit; its failure says how to make it again. -->

            * **real**: does what it does on EMR, as far as there is something on this machine that it can act on.
            * **simulated**: checked, kept and told again as on EMR; what it would bring about in AWS is played.
            * **refused**: answered with an error that says why.

            Of the fields of a request, those that are

            * **honoured** do here what they do on EMR;
            * **told again** are checked as far as EMR's rules are known, and told again; there is nothing here that they
              could act on;
            * **without effect** are accepted, but what they change on EMR does not change here: a request that uses one is
              warned about in the log;
            * **refused** are answered with an error;
            * **not in the SDK** are sent by other clients, but the AWS SDK for Java that EMR Harness is built with does
              not have them: they are skipped, and the log warns about it.

            The fields of responses were seen filled in a test that calls every operation. One that is left out there may be
            filled in a case that the test does not make, such as the marker of a very long listing.

            """;

    private final SortedMap<String, OperationTable.Entry> entries = new TreeMap<>();
    private final SortedMap<String, String> absent = new TreeMap<>();
    private final RequestFields fields;
    private final Map<String, Set<String>> filled;
    private final Map<String, Set<String>> known;

    /**
     * @param absent the operations that are not in the table, and why
     * @param filled by operation, the leaves of its response that were seen with a value
     * @param known by operation, all leaves of its response
     */
    CoveragePage(
            Collection<OperationTable.Entry> entries,
            Map<String, String> absent,
            RequestFields fields,
            Map<String, Set<String>> filled,
            Map<String, Set<String>> known) {
        entries.forEach(entry -> this.entries.put(entry.name(), entry));
        this.absent.putAll(absent);
        this.fields = fields;
        this.filled = filled;
        this.known = known;
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("## Operations\n\n| Operation | Support | Remark |\n| --- | --- | --- |\n");
        Set<String> names = new TreeSet<>(entries.keySet());
        names.addAll(absent.keySet());
        for (String name : names) {
            page.append("| ").append(link(name)).append(" | ");
            OperationTable.Entry entry = entries.get(name);
            if (entry == null) {
                page.append("refused | ").append(absent.get(name));
            } else {
                page.append(word(entry.support()))
                        .append(" | ")
                        .append(fields.note(name).orElse(""));
            }
            page.append(" |\n");
        }
        page.append("\nOf ")
                .append(names.size())
                .append(" operations, ")
                .append(count(Support.REAL))
                .append(" are real, ")
                .append(count(Support.SIMULATED))
                .append(" are simulated and ")
                .append(absent.size() + count(Support.REFUSED))
                .append(" are refused.\n");
        entries.values().stream()
                .filter(entry -> entry.support() != Support.REFUSED)
                .forEach(entry -> section(entry, page));
        return page.toString();
    }

    private String link(String name) {
        OperationTable.Entry entry = entries.get(name);
        return entry != null && entry.support() != Support.REFUSED
                ? "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")"
                : name;
    }

    private long count(Support support) {
        return entries.values().stream()
                .filter(entry -> entry.support() == support)
                .count();
    }

    private static String word(Support support) {
        return support.name().toLowerCase(Locale.ROOT);
    }

    private void section(OperationTable.Entry entry, StringBuilder page) {
        String name = entry.name();
        page.append("\n## ").append(name).append("\n\n");
        page.append(sentence(word(entry.support())));
        fields.note(name).ifPresent(note -> page.append(" ").append(note));
        page.append('\n');
        List<RequestFields.Line> lines = fields.of(name);
        if (lines.isEmpty()) {
            page.append("\nThe request has no fields.\n");
        } else {
            page.append("\n| Fields of the request | | Remark |\n| --- | --- | --- |\n");
            lines.forEach(line -> page.append("| ")
                    .append(list(line.fields().stream()
                            .map(CoveragePage::withoutWildcard)
                            .toList()))
                    .append(" | ")
                    .append(word(line.support()))
                    .append(" | ")
                    .append(line.remark())
                    .append(" |\n"));
        }
        Set<String> told = filled.getOrDefault(name, Set.of());
        List<String> empty = new ArrayList<>(known.getOrDefault(name, Set.of()));
        empty.removeAll(told);
        if (told.isEmpty() && empty.isEmpty()) {
            page.append("\nThe response has no fields.\n");
        }
        if (!told.isEmpty()) {
            page.append("\nThe response fills ").append(list(told)).append(".\n");
        }
        if (!empty.isEmpty()) {
            page.append("\nThe response leaves out ").append(list(empty)).append(".\n");
        }
    }

    private static String sentence(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + ".";
    }

    private static String word(FieldSupport support) {
        return switch (support) {
            case HONOURED -> "honoured";
            case TOLD -> "told again";
            case NO_EFFECT -> "without effect";
            case REFUSED -> "refused";
            case UNKNOWN -> "not in the SDK";
        };
    }

    private static String withoutWildcard(String field) {
        return field.endsWith(".**") ? field.substring(0, field.length() - ".**".length()) : field;
    }

    private static String list(Collection<String> paths) {
        return paths.stream().map(path -> "`" + path + "`").collect(Collectors.joining(", "));
    }
}
