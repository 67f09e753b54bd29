package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spark.tools.SubmitMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineFilesTest {

    @Test
    void every_class_beside_spark_is_given_to_the_engine() throws Exception {
        Path classes = Path.of(SubmitMain.class.getResource("SubmitMain.class").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(classes)) {
            List<String> names = files.map(f -> f.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.equals("package-info"))
                    .toList();

            assertThat(EngineFiles.TOOLS).containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
