package io.github.emrharness.jvm.classpath;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The artefacts that make up an engine. Which jars of a test's class path are the engine's is decided by lists that the build
 * makes from the engine's own dependencies.
 */
public final class Artifacts {

    private static final Pattern LINE = Pattern.compile("\\s+([\\w.-]+):([\\w.-]+):jar:.*");
    private static final Pattern VERSION_STARTS = Pattern.compile("-(?=\\d)");

    private final Map<String, Set<String>> groupsByArtifact;

    private Artifacts(Map<String, Set<String>> groupsByArtifact) {
        this.groupsByArtifact = groupsByArtifact;
    }

    /**
     * Reads lists, as {@code dependency:list} writes them: {@code group:artifact:jar:...} after a space.
     *
     * @param beside the class in whose package the resources are
     * @param lists the names of the resources
     */
    public static Artifacts load(Class<?> beside, String... lists) {
        Map<String, Set<String>> groups = new HashMap<>();
        for (String list : lists) {
            load(beside, list, groups);
        }
        return new Artifacts(groups);
    }

    private static void load(Class<?> beside, String list, Map<String, Set<String>> groups) {
        try (InputStream in = beside.getResourceAsStream(list)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + list + " beside " + beside.getName() + " is missing");
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

    /** These and one more. */
    public Artifacts with(String groupId, String artifactId) {
        Map<String, Set<String>> groups = new HashMap<>(groupsByArtifact);
        groups.merge(artifactId, Set.of(groupId), (known, one) -> {
            Set<String> both = new HashSet<>(known);
            both.addAll(one);
            return both;
        });
        return new Artifacts(groups);
    }

    /** Tells whether the jar is one of these, by the name of the file and by its place in a repository. */
    public boolean contains(Path jar) {
        return find(jar, groupsByArtifact::containsKey)
                .filter(a -> a.isOfOneOf(groupsByArtifact.getOrDefault(a.artifactId(), Set.of())))
                .isPresent();
    }

    /** What the file's name and place tell, if the artifactId in its name is one of those asked for. */
    public static Optional<Artifact> find(Path jar, Predicate<String> artifactId) {
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
     * A jar.
     *
     * @param version with the classifier behind it, if there is one
     */
    public record Artifact(Path jar, String artifactId, String version) {

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
