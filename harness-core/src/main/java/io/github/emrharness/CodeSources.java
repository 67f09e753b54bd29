package io.github.emrharness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what was built together with a class. */
final class CodeSources {

    private CodeSources() {}

    /** The directories or the jar that hold the class and what belongs to it. */
    static List<Path> of(Class<?> type) {
        Path location = location(type);
        if (Files.isRegularFile(location)) {
            return List.of(location);
        }
        List<Path> all = new ArrayList<>(List.of(location));
        all.addAll(gradleSiblings(location));
        return all;
    }

    private static Path location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null
                    && source.getLocation() != null
                    && source.getLocation()
                            .getProtocol()
                            .toLowerCase(Locale.ROOT)
                            .equals("file")) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException e) {
            throw notPackable(type, e);
        }
        throw notPackable(type, null);
    }

    private static IllegalArgumentException notPackable(Class<?> type, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "Class [" + type.getName()
                        + "] cannot be packed into the jar of a job: it was not loaded from a directory or a jar file."
                        + " Build the jar and name it instead, as in StepSpec.spark(\"target/jobs.jar\").mainClass(\""
                        + type.getName() + "\").",
                cause);
    }

    /** Gradle puts each language and the resources of a source set into directories of their own. */
    private static List<Path> gradleSiblings(Path classes) {
        Path language = classes.getParent();
        Path folder = language == null ? null : language.getParent();
        if (folder == null || folder.getParent() == null || !folder.endsWith("classes")) {
            return List.of();
        }
        List<Path> siblings = new ArrayList<>();
        Path sourceSet = classes.getFileName();
        Path resources = folder.getParent().resolve("resources").resolve(sourceSet);
        if (Files.isDirectory(resources)) {
            siblings.add(resources);
        }
        try (DirectoryStream<Path> languages = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path other : languages) {
                if (Files.isDirectory(other.resolve(sourceSet))) {
                    siblings.add(other.resolve(sourceSet));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return siblings;
    }
}
