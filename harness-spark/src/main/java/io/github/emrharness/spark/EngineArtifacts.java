package io.github.emrharness.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The artefacts that make up the engine: Spark with MLlib, the Hadoop client, S3A and all that these need. */
final class EngineArtifacts {

    /** List them as {@code group:artifact:...}; the build writes them from its own dependencies. */
    private static final List<String> LISTS = List.of("engine-artifacts.txt", "optional-artifacts.txt");

    private static final Pattern LINE = Pattern.compile("\\s+([\\w.-]+):([\\w.-]+):jar:.*");
    private static final Pattern VERSION_STARTS = Pattern.compile("-(?=\\d)");

    private final Map<String, Set<String>> groupsByArtifact;

    private EngineArtifacts(Map<String, Set<String>> groupsByArtifact) {
        this.groupsByArtifact = groupsByArtifact;
    }

    static EngineArtifacts load() {
        Map<String, Set<String>> groups = new HashMap<>();
        LISTS.forEach(list -> load(list, groups));
        // Kept away from users by our POM, but theirs if they have it: its version then fits their log4j.
        groups.computeIfAbsent("log4j-slf4j2-impl", a -> new HashSet<>()).add("org.apache.logging.log4j");
        return new EngineArtifacts(groups);
    }

    private static void load(String list, Map<String, Set<String>> groups) {
        try (InputStream in = EngineArtifacts.class.getResourceAsStream(list)) {
            if (in == null) {
                throw new IllegalStateException("The jar of harness-spark lacks its resource " + list);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher m = LINE.matcher(line);
                if (m.matches()) {
                    groups.computeIfAbsent(m.group(2), a -> new HashSet<>()).add(m.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(Path jar) {
        return find(jar, groupsByArtifact::containsKey)
                .filter(a -> a.isOfOneOf(groupsByArtifact.getOrDefault(a.artifactId(), Set.of())))
                .isPresent();
    }

    /** What the file's name and place tell, if the artifactId in its name is one of those asked for. */
    static Optional<Artifact> find(Path jar, Predicate<String> artifactId) {
        String file = String.valueOf(jar.getFileName());
        if (!file.endsWith(".jar")) {
            return Optional.empty();
        }
        String name = file.substring(0, file.length() - ".jar".length());
        Matcher m = VERSION_STARTS.matcher(name);
        while (m.find()) {
            String candidate = name.substring(0, m.start());
            if (artifactId.test(candidate)) {
                return Optional.of(new Artifact(jar, candidate, name.substring(m.end())));
            }
        }
        return Optional.empty();
    }

    /**
     * @param version with the classifier behind it, if there is one
     */
    record Artifact(Path jar, String artifactId, String version) {

        /** Compares the group where the place of the jar tells it: in a Maven repository or in Gradle's cache. */
        boolean isOfOneOf(Set<String> groups) {
            Path versionDirectory = jar.getParent();
            if (versionDirectory == null) {
                return true;
            }
            Path mavenArtifact = versionDirectory.getParent();
            if (mavenArtifact == null) {
                return true;
            }
            if (mavenArtifact.endsWith(artifactId)) {
                return groups.stream().anyMatch(g -> mavenArtifact.endsWith(Path.of(g.replace('.', '/'), artifactId)));
            }
            Path gradleArtifact = mavenArtifact.getParent();
            if (gradleArtifact != null && gradleArtifact.endsWith(artifactId)) {
                return groups.stream().anyMatch(g -> gradleArtifact.endsWith(Path.of(g, artifactId)));
            }
            return true;
        }
    }
}
