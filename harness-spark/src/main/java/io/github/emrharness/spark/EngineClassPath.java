package io.github.emrharness.spark;

import io.github.emrharness.jvm.classpath.Artifacts;
import io.github.emrharness.jvm.classpath.Artifacts.Artifact;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine's part of the test's class path. The rest stays hidden from jobs: a library that is missing in the job's
 * jar must be missing here as it is on EMR.
 *
 * @param jars in the order of the test's class path
 * @param line what Spark it is
 * @param sparkVersion the version of Spark among them
 */
record EngineClassPath(List<Path> jars, SparkLine line, String sparkVersion) {

    private static final String CORE = "spark-core_";

    EngineClassPath {
        jars = List.copyOf(jars);
    }

    /** Picks the engine from a test's class path. */
    static EngineClassPath of(List<Path> testClassPath) throws StepStartException {
        Artifact core = core(testClassPath);
        SparkLine line = line(core);
        List<String> lists = line.artifactLists();
        if (EngineClassPath.class.getResource(lists.get(0)) == null) {
            throw new StepStartException("Steps on " + name(core) + ", which the test's class path has, need "
                    + line.harness() + ", which is not there. Add it, and exclude " + SparkLine.SPARK_3.harness()
                    + " from the dependency on emr-harness-junit5.");
        }
        Artifacts artifacts = Artifacts.load(EngineClassPath.class, lists.toArray(String[]::new))
                // Kept away from users by our POM, but theirs if they have it: its version then fits their log4j.
                .with("org.apache.logging.log4j", "log4j-slf4j2-impl");
        List<Path> jars = testClassPath.stream().filter(artifacts::contains).toList();
        checkScala(jars, line, core);
        return new EngineClassPath(jars, line, core.version());
    }

    boolean hasLoggingBinding() {
        return has("log4j-slf4j2-impl");
    }

    boolean has(String artifactId) {
        return jars.stream().anyMatch(j -> Artifacts.find(j, artifactId::equals).isPresent());
    }

    private static Artifact core(List<Path> testClassPath) throws StepStartException {
        Map<String, Artifact> cores = new TreeMap<>();
        for (Path jar : testClassPath) {
            Artifacts.find(jar, a -> a.startsWith(CORE)).ifPresent(core -> cores.putIfAbsent(core.artifactId(), core));
        }
        List<Artifact> found = List.copyOf(cores.values());
        if (found.isEmpty()) {
            throw new StepStartException(
                    "There is no Spark on the test's class path (no spark-core_2.12-<version>.jar), so "
                            + "no Spark step can run. emr-harness-spark brings Spark with it: remove the exclusion of "
                            + "org.apache.spark, or add org.apache.spark:spark-sql_2.12 of the version that the release label has. "
                            + "For Spark 4 add " + SparkLine.SPARK_4.harness() + ".");
        }
        if (found.size() > 1) {
            throw new StepStartException("The test's class path has two Sparks, " + name(found.get(0)) + " and "
                    + name(found.get(1)) + ", and a step can run on one only. For Spark 4 depend on "
                    + SparkLine.SPARK_4.harness() + " and exclude " + SparkLine.SPARK_3.harness()
                    + " from the dependency on emr-harness-junit5; for Spark 3.5 do without "
                    + SparkLine.SPARK_4.harness() + " and all of Spark for Scala 2.13.");
        }
        return found.get(0);
    }

    private static SparkLine line(Artifact core) throws StepStartException {
        String scala = core.artifactId().substring(CORE.length());
        SparkLine line = SparkLine.ofVersion(core.version());
        if (!scala.equals(line.scala())) {
            throw new StepStartException("Steps on " + line + " need a Spark for Scala " + line.scala()
                    + ", as Amazon EMR has it, but the test's class path has " + name(core)
                    + ". Depend on org.apache.spark:" + line.artifact("spark-sql") + " instead.");
        }
        return line;
    }

    /** A BOM for another Spark has its Scala, too. */
    private static void checkScala(List<Path> jars, SparkLine line, Artifact core) throws StepStartException {
        for (Path jar : jars) {
            var library = Artifacts.find(jar, "scala-library"::equals);
            if (library.isPresent() && !library.get().version().startsWith(line.scala() + ".")) {
                throw new StepStartException("The test's class path has " + name(core) + ", which runs on Scala "
                        + line.scala() + ", but scala-library " + library.get().version() + ". Import " + line.bom()
                        + " in place of another BOM of EMR Harness, and leave the version of scala-library to it.");
            }
        }
    }

    private static String name(Artifact artifact) {
        return artifact.artifactId() + " " + artifact.version();
    }
}
