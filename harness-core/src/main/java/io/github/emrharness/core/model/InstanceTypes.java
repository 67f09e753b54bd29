package io.github.emrharness.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of EC2 instances that EMR supports, by release. */
public final class InstanceTypes {

    private static final String RESOURCE = "instance-types.tsv";
    private static final Pattern VERSION = Pattern.compile("emr-(\\d+)\\.(\\d+).*");

    private final List<String> releases;
    private final Map<String, Entry> byName;

    private record Entry(InstanceType type, BitSet releases) {}

    private InstanceTypes(List<String> releases, Map<String, Entry> byName) {
        this.releases = releases;
        this.byName = byName;
    }

    /** Reads the catalogue that comes with the harness. */
    public static InstanceTypes load() {
        try (InputStream stream = InstanceTypes.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from emr-harness-core");
            }
            return parse(new BufferedReader(new InputStreamReader(stream, UTF_8)).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InstanceTypes parse(Stream<String> lines) {
        List<String> labels = new ArrayList<>();
        Map<String, BitSet> sets = new HashMap<>();
        Map<String, Entry> byName = new LinkedHashMap<>();
        lines.filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .forEach(fields -> {
                    switch (fields[0]) {
                        case "releases" -> labels.addAll(List.of(fields[1].split(" ", -1)));
                        case "set" -> sets.put(fields[1], ranges(fields[2], labels));
                        default ->
                            byName.put(fields[0], new Entry(type(fields), Objects.requireNonNull(sets.get(fields[8]))));
                    }
                });
        return new InstanceTypes(List.copyOf(labels), byName);
    }

    private static BitSet ranges(String text, List<String> labels) {
        BitSet set = new BitSet();
        for (String range : text.split(" ", -1)) {
            String[] ends = range.split("\\.\\.(?=emr)", -1);
            set.set(labels.indexOf(ends[0]), labels.indexOf(ends[ends.length - 1]) + 1);
        }
        return set;
    }

    private static InstanceType type(String[] fields) {
        String flags = fields[7];
        return new InstanceType(
                fields[0],
                Integer.parseInt(fields[1]),
                Float.parseFloat(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                fields[5],
                fields[6],
                flags.contains("6"),
                flags.contains("a"),
                flags.contains("d"),
                flags.contains("e"));
    }

    /** The type of that name, whatever release supports it. */
    public Optional<InstanceType> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::type);
    }

    /** Tells whether clusters of that release can have instances of that type. */
    public boolean isSupported(String name, Release release) {
        Entry entry = byName.get(name);
        return entry != null && entry.releases().get(place(release));
    }

    /** The types of that release, by name and size. */
    public List<InstanceType> supportedBy(Release release) {
        int place = place(release);
        return byName.values().stream()
                .filter(entry -> entry.releases().get(place))
                .map(Entry::type)
                .toList();
    }

    /** A release that is not in the catalogue counts as the newest one there that is not later than it. */
    private int place(Release release) {
        int exact = releases.indexOf(release.label());
        if (exact >= 0) {
            return exact;
        }
        for (int place = releases.size() - 1; place > 0; place--) {
            Matcher version = VERSION.matcher(releases.get(place));
            if (version.matches()
                    && release.isAtLeast(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))) {
                return place;
            }
        }
        return 0;
    }
}
