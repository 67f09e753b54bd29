package io.github.emrharness.spark;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds on a test's class path the jars that EMR has on its nodes. */
final class EmrJars {

    private final Supplier<List<Path>> testClassPath;
    private final SparkLine spark;
    private final String sparkVersion;

    /**
     * @param testClassPath asked only when a step names such a jar
     * @param spark the engine's, for messages
     * @param sparkVersion its version
     */
    EmrJars(Supplier<List<Path>> testClassPath, SparkLine spark, String sparkVersion) {
        this.testClassPath = testClassPath;
        this.spark = spark;
        this.sparkVersion = sparkVersion;
    }

    /**
     * The jar that stands for this one of EMR's nodes; empty if it is none of those, or if this machine has the file itself.
     *
     * @throws FileNotFoundException if the test's class path has no such jar; the message says what to add
     */
    Optional<Path> standingFor(String path) throws FileNotFoundException {
        Optional<EmrJar> jar = EmrJar.at(path);
        return jar.isEmpty() || Files.exists(Path.of(path)) ? Optional.empty() : Optional.of(find(jar.get(), path));
    }

    /** The same for an entry of a class path, which may name what does not exist. */
    String classPathEntry(String entry) {
        return EmrJar.at(entry)
                .filter(jar -> !Files.exists(Path.of(entry)))
                .flatMap(jar -> jar.in(testClassPath.get()))
                .map(Path::toString)
                .orElse(entry);
    }

    /**
     * What {@code <name>-defaults} with {@code <name>.enabled=true} put on Spark's class path.
     *
     * @throws FileNotFoundException if the test's class path lacks one of them
     */
    List<Path> enabledBy(String classification) throws FileNotFoundException {
        List<Path> jars = new ArrayList<>();
        for (EmrJar jar : EmrJar.enabledBy(classification)) {
            jars.add(find(jar, "that the classification " + classification + " asks for"));
        }
        return jars;
    }

    private Path find(EmrJar jar, String asked) throws FileNotFoundException {
        return jar.in(testClassPath.get())
                .orElseThrow(() -> new FileNotFoundException("The jar " + asked
                        + " is not here: clusters of EMR have it, this machine does not. Add "
                        + jar.coordinates(spark, sparkVersion)
                        + " to the test's class path, and the step gets that one."));
    }
}
