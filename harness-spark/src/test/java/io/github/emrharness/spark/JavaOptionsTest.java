package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaOptionsTest {

    @Test
    void splits_as_sparks_launcher_does() {
        JavaOptions options =
                JavaOptions.parse("-Da=1  -Db=\"two words\" -XX:+UseG1GC '-Dc=it is' -Dd=x\\\"y -De -Df='\\'");

        assertThat(options.systemProperties())
                .isEqualTo(Map.of("a", "1", "b", "two words", "c", "it is", "d", "x\"y", "e", "", "f", "\\"));
        assertThat(options.others()).containsExactly("-XX:+UseG1GC");
    }

    @Test
    void nothing_gives_nothing() {
        assertThat(JavaOptions.parse(" ")).isEqualTo(new JavaOptions(Map.of(), List.of()));
    }
}
