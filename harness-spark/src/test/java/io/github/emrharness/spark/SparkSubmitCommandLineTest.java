package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spark.SparkSubmitCommandLine.Option;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SparkSubmitCommandLineTest {

    @Test
    void options_end_at_the_jar() {
        var line = SparkSubmitCommandLine.parse(
                        List.of(
                                "--class",
                                "a.B",
                                "--conf=spark.x=y=z",
                                "-v",
                                "s3://b/app.jar",
                                "--class",
                                "mine",
                                "-x"),
                        TestSpark.LINE)
                .orElseThrow();

        assertThat(line.options())
                .containsExactly(
                        new Option("--class", "a.B"),
                        new Option("--conf", "spark.x=y=z"),
                        new Option("--verbose", null));
        assertThat(line.primaryResource()).isEqualTo("s3://b/app.jar");
        assertThat(line.applicationArguments()).containsExactly("--class", "mine", "-x");
    }

    @Test
    void what_spark_answers_itself_is_left_to_it() {
        assertThat(SparkSubmitCommandLine.parse(List.of(), TestSpark.LINE)).isEmpty();
        assertThat(SparkSubmitCommandLine.parse(List.of("--version"), TestSpark.LINE))
                .isEmpty();
        assertThat(SparkSubmitCommandLine.parse(List.of("--help", "app.jar"), TestSpark.LINE))
                .isEmpty();
        assertThat(SparkSubmitCommandLine.parse(List.of("--class"), TestSpark.LINE))
                .isEmpty();
        assertThat(SparkSubmitCommandLine.parse(List.of("--class", "a.B"), TestSpark.LINE))
                .isEmpty();
        assertThat(SparkSubmitCommandLine.parse(List.of("--unknown", "app.jar"), TestSpark.LINE))
                .isEmpty();
    }

    @Test
    void knows_exactly_the_options_of_this_spark() throws ReflectiveOperationException {
        assertThat(SparkSubmitCommandLine.valued(TestSpark.LINE)).isEqualTo(namesInSpark("opts"));
        assertThat(SparkSubmitCommandLine.switches(TestSpark.LINE)).isEqualTo(namesInSpark("switches"));
    }

    private static Map<String, String> namesInSpark(String field) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.apache.spark.launcher.SparkSubmitOptionParser");
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Field names = type.getDeclaredField(field);
        names.setAccessible(true);
        Map<String, String> all = new TreeMap<>();
        for (String[] aliases : (String[][]) names.get(constructor.newInstance())) {
            Arrays.stream(aliases).forEach(alias -> all.put(alias, aliases[0]));
        }
        return all;
    }
}
