package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.emrharness.spi.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scripts that a step runs: those of its arguments, and those that they source.
 *
 * @param store for those in S3
 * @param locations of this machine or of S3; what is missing there Hive complains of, not we
 * @param variables that locations in the scripts are written with
 */
record HiveScripts(Supplier<ObjectStore> store, List<String> locations, Map<String, String> variables) {

    private static final Logger LOG = LoggerFactory.getLogger(HiveScripts.class);

    private static final Pattern SOURCE =
            Pattern.compile("^\\s*source\\s+([^;\\s]+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:hivevar:)?([^}:]+)}");
    private static final Pattern S3 = Pattern.compile("s3[an]?://([^/]+)/(.+)");

    HiveScripts {
        locations = List.copyOf(locations);
        variables = Map.copyOf(variables);
    }

    /** Tells whether a text stands in one of them, or in the location of one that is sourced. */
    boolean mention(String text) {
        Deque<String> open = new ArrayDeque<>(locations);
        Set<String> seen = new HashSet<>(locations);
        while (!open.isEmpty()) {
            String script = read(open.remove());
            if (script.contains(text)) {
                return true;
            }
            Matcher source = SOURCE.matcher(script);
            while (source.find()) {
                String location = resolved(source.group(1));
                if (location.contains(text)) {
                    return true;
                }
                if (seen.add(location)) {
                    open.add(location);
                }
            }
        }
        return false;
    }

    private String resolved(String location) {
        return VARIABLE.matcher(location)
                .replaceAll(m -> Matcher.quoteReplacement(variables.getOrDefault(m.group(1), m.group())));
    }

    /** Byte by byte: what is looked for is the same in all encodings. */
    private String read(String location) {
        try {
            Matcher s3 = S3.matcher(location);
            if (s3.matches()) {
                try (InputStream in = store.get().get(s3.group(1), s3.group(2))) {
                    return new String(in.readAllBytes(), ISO_8859_1);
                }
            }
            Path file =
                    location.startsWith("file:") ? Path.of(URI.create(location).getPath()) : Path.of(location);
            return Files.isRegularFile(file) ? Files.readString(file, ISO_8859_1) : "";
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("The script {} is not looked into", location, e);
            return "";
        }
    }
}
