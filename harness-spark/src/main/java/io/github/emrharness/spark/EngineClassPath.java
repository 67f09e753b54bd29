package io.github.emrharness.spark;

import io.github.emrharness.jvm.classpath.Artifacts;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.List;

/**
 * The engine's part of the test's class path. The rest stays hidden from jobs: a library that is missing in the job's
 * jar must be missing here as it is on EMR.
 *
 * @param jars in the order of the test's class path
 * @param sparkVersion the version of Spark among them
 */
record EngineClassPath(List<Path> jars, String sparkVersion) {

    EngineClassPath {
        jars = List.copyOf(jars);
    }

    /** Picks the engine from a test's class path. */
    static EngineClassPath of(List<Path> testClassPath) throws StepStartException {
        Artifacts artifacts = Artifacts.load(EngineClassPath.class, "engine-artifacts.txt", "optional-artifacts.txt")
                // Kept away from users by our POM, but theirs if they have it: its version then fits their log4j.
                .with("org.apache.logging.log4j", "log4j-slf4j2-impl");
        List<Path> jars = testClassPath.stream().filter(artifacts::contains).toList();
        return new EngineClassPath(jars, sparkVersion(jars, testClassPath));
    }

    boolean hasLoggingBinding() {
        return has("log4j-slf4j2-impl");
    }

    boolean has(String artifactId) {
        return jars.stream().anyMatch(j -> Artifacts.find(j, artifactId::equals).isPresent());
    }

    private static String sparkVersion(List<Path> jars, List<Path> testClassPath) throws StepStartException {
        for (Path jar : jars) {
            var core = Artifacts.find(jar, "spark-core_2.12"::equals);
            if (core.isPresent()) {
                return core.get().version();
            }
        }
        for (Path jar : testClassPath) {
            var core = Artifacts.find(jar, a -> a.startsWith("spark-core_"));
            if (core.isPresent()) {
                throw new StepStartException(
                        "Spark steps need a Spark for Scala 2.12, as Amazon EMR 5.x to 7.x has it, "
                                + "but the test's class path has " + core.get().artifactId() + " "
                                + core.get().version()
                                + ". Depend on org.apache.spark:spark-sql_2.12 instead.");
            }
        }
        throw new StepStartException(
                "There is no Spark on the test's class path (no spark-core_2.12-<version>.jar), so "
                        + "no Spark step can run. emr-harness-spark brings Spark with it: remove the exclusion of "
                        + "org.apache.spark, or add org.apache.spark:spark-sql_2.12 of the version that the release label has.");
    }
}
