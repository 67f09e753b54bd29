package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spi.Isolation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of spark-submit that Spark 3.5 does not have. */
class Spark4OptionsTest {

    private static final Map<String, String> DEFAULTS = Map.of("spark.a", "defaults", "spark.b", "defaults");

    @TempDir
    Path root;

    @Test
    void a_properties_file_may_go_over_spark_defaults() throws Exception {
        String file = Files.writeString(root.resolve("own.properties"), "spark.b file\n")
                .toString();

        assertThat(plan("--properties-file", file).conf())
                .containsEntry("spark.b", "file")
                .doesNotContainKey("spark.a");
        SparkSubmitPlan both = plan("--load-spark-defaults", "--properties-file", file);
        assertThat(both.conf()).containsEntry("spark.b", "file").containsEntry("spark.a", "defaults");
        assertThat(both.arguments())
                .as("Spark would look for a file on this machine")
                .doesNotContain("--load-spark-defaults");
    }

    @Test
    void the_class_path_of_the_driver_has_two_parts() throws Exception {
        SparkSubmitPlan plan = plan("--driver-class-path", "/opt/a.jar", "--driver-default-class-path", "/opt/b.jar");

        assertThat(plan.driverClassPath()).isEqualTo("/opt/a.jar" + File.pathSeparator + "/opt/b.jar");
    }

    private SparkSubmitPlan plan(String... options) throws Exception {
        String jar = JobJar.of(root.resolve("job.jar")).toString();
        List<String> line =
                Stream.concat(Stream.of(options), Stream.of(jar)).toList();
        EmrJars emrJars = new EmrJars(List::of, SparkLine.SPARK_4, "4.0.1");
        return new SparkSubmitPlanner(
                        Isolation.FORKED,
                        SparkSettings.of(Map.of()),
                        new ResourceLocalizer(new MemoryStore(), emrJars, root, root.resolve("fetched")),
                        emrJars)
                .plan(
                        SparkSubmitCommandLine.parse(line, SparkLine.SPARK_4)
                                .orElseThrow(),
                        DEFAULTS,
                        Map.of(),
                        List.of());
    }
}
