package io.github.emrharness.core.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration classifications that EMR knows.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-configure-apps.html">Configure applications</a>
 */
final class Classifications {

    private static final String RESOURCE = "classifications.tsv";
    private static final String ANY_NAME = "*";

    /**
     * One classification.
     *
     * @param file the file that it writes; empty for a switch and for nested sections, which write none
     */
    record Classification(Optional<ConfigurationFile> file) {}

    /**
     * A file of the master.
     *
     * @param path where it is there
     */
    record ConfigurationFile(FileForm form, String path) {}

    private final Map<String, Classification> byName;

    private Classifications(Map<String, Classification> byName) {
        this.byName = byName;
    }

    /** Reads the list that comes with the harness. */
    static Classifications load() {
        try (InputStream stream = Classifications.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from emr-harness-core");
            }
            Map<String, Classification> byName = new HashMap<>();
            new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t")))
                    .forEach(fields -> byName.put(fields.get(0), classification(fields.get(1), fields.get(2))));
            return new Classifications(byName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Classification classification(String form, String path) {
        return new Classification(
                form.equals("-")
                        ? Optional.empty()
                        : Optional.of(new ConfigurationFile(FileForm.valueOf(form.toUpperCase(Locale.ROOT)), path)));
    }

    /** The classification of that name; empty if EMR knows none. */
    Optional<Classification> find(String name) {
        Classification exact = byName.get(name);
        return exact != null ? Optional.of(exact) : family(name);
    }

    /** Of a connector, say, the name follows in the classification and in the file. */
    private Optional<Classification> family(String name) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ANY_NAME))
                .filter(entry -> isOf(entry.getKey(), name))
                .findFirst()
                .map(entry ->
                        named(entry.getValue(), name.substring(entry.getKey().length() - 1)));
    }

    private static boolean isOf(String family, String name) {
        return name.length() >= family.length() && name.startsWith(family.substring(0, family.length() - 1));
    }

    private static Classification named(Classification family, String name) {
        return new Classification(family.file()
                .map(file -> new ConfigurationFile(file.form(), file.path().replace(ANY_NAME, name))));
    }
}
