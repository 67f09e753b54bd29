package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spark.tools.SubmitMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.examples.SparkPi;
import org.junit.jupiter.api.Test;

class EngineFilesTest {

    @Test
    void every_class_beside_spark_is_given_to_the_engine() throws Exception {
        assertThat(EngineFiles.TOOLS).containsExactlyInAnyOrderElementsOf(classesBeside(SubmitMain.class));
    }

    @Test
    void every_example_is_in_the_jar_of_examples() throws Exception {
        assertThat(Stream.concat(SparkExamples.NAMES.stream(), SparkExamples.HELPERS.stream()))
                .containsExactlyInAnyOrderElementsOf(classesBeside(SparkPi.class));
    }

    private static List<String> classesBeside(Class<?> type) throws Exception {
        Path classes = Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(f -> f.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.equals("package-info"))
                    .toList();
        }
    }
}
