package io.github.emrharness.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The releases of EMR that the harness knows. */
public final class Releases {

    private static final String RESOURCE = "releases.tsv";

    private final Map<String, Release> byLabel;

    private Releases(Map<String, Release> byLabel) {
        this.byLabel = Collections.unmodifiableMap(byLabel);
    }

    /** Reads the list that comes with the harness. */
    public static Releases load() {
        try (InputStream stream = Releases.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from emr-harness-core");
            }
            Map<String, Release> byLabel = new LinkedHashMap<>();
            new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Releases::parse)
                    .forEach(release -> byLabel.put(release.label(), release));
            return new Releases(byLabel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Release parse(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> contents = new LinkedHashMap<>();
        for (int i = 1; i < fields.length; i++) {
            int equals = fields[i].indexOf('=');
            contents.put(fields[i].substring(0, equals), fields[i].substring(equals + 1));
        }
        return new Release(fields[0], contents);
    }

    public Optional<Release> find(String label) {
        return Optional.ofNullable(byLabel.get(label));
    }

    /** Newest first. */
    public List<String> labels() {
        return List.copyOf(byLabel.keySet());
    }

    /** Newest first. */
    public List<Release> all() {
        return List.copyOf(byLabel.values());
    }
}
