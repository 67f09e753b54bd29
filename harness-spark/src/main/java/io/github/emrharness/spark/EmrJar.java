package io.github.emrharness.spark;

import io.github.emrharness.jvm.classpath.Artifacts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jars that lie on the nodes of EMR beside Spark's own, and that a step names by their path there. Here they are jars of the
 * test's class path: those of the version that the user has chosen.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-iceberg-use-spark-cluster.html">Iceberg</a>,
 *     <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/Deltausing-cluster-spark.html">Delta Lake</a> and
 *     <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hudi-work-with-dataset.html">Hudi</a>
 */
enum EmrJar {
    ICEBERG("/usr/share/aws/iceberg/lib/iceberg-spark3?-runtime\\.jar", "iceberg-spark-runtime-", "org.apache.iceberg"),
    DELTA("/usr/share/aws/delta/lib/delta-(core|spark)\\.jar", "delta-spark_", "io.delta"),
    DELTA_STORAGE("/usr/share/aws/delta/lib/delta-storage\\.jar", "delta-storage", "io.delta"),
    DELTA_DYNAMODB("/usr/share/aws/delta/lib/delta-storage-s3-dynamodb\\.jar", "delta-storage-s3-dynamodb", "io.delta"),
    HUDI("/usr/lib/hudi/hudi-spark3?-bundle\\.jar", "hudi-spark", "org.apache.hudi"),
    AVRO("/usr/lib/spark/(external|connector)/lib/spark-avro\\.jar", "spark-avro_", "org.apache.spark");

    private final Pattern path;
    private final String artifactPrefix;
    private final String group;

    EmrJar(String path, String artifactPrefix, String group) {
        this.path = Pattern.compile(path);
        this.artifactPrefix = artifactPrefix;
        this.group = group;
    }

    /** The one that has this path on EMR. */
    static Optional<EmrJar> at(String path) {
        return Arrays.stream(values())
                .filter(j -> j.path.matcher(path).matches())
                .findFirst();
    }

    /** Those that {@code <name>-defaults} with {@code <name>.enabled} put on Spark's class path; empty if it does no such thing. */
    static List<EmrJar> enabledBy(String classification) {
        return switch (classification) {
            case "iceberg-defaults" -> List.of(ICEBERG);
            case "delta-defaults" -> List.of(DELTA, DELTA_STORAGE);
            default -> List.of();
        };
    }

    Optional<Path> in(List<Path> classPath) {
        return classPath.stream()
                .filter(jar -> Artifacts.find(jar, this::isMeant).isPresent())
                .findFirst();
    }

    /** What to depend on to have it. */
    String coordinates(SparkLine spark, String sparkVersion) {
        String minor = SparkReleases.minor(sparkVersion);
        String artifact =
                switch (this) {
                    case ICEBERG -> spark.artifact(artifactPrefix + minor);
                    case HUDI -> spark.artifact(artifactPrefix + minor + "-bundle");
                    case DELTA, AVRO -> artifactPrefix + spark.scala();
                    case DELTA_STORAGE, DELTA_DYNAMODB -> artifactPrefix;
                };
        return group + ":" + artifact;
    }

    private boolean isMeant(String artifactId) {
        return switch (this) {
            case HUDI -> artifactId.startsWith(artifactPrefix) && artifactId.contains("-bundle");
            case DELTA_STORAGE, DELTA_DYNAMODB -> artifactId.equals(artifactPrefix);
            case ICEBERG, DELTA, AVRO -> artifactId.startsWith(artifactPrefix);
        };
    }
}
