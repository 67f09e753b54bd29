package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenericOptionsTest {

    @Test
    void the_last_option_that_names_a_framework_counts() {
        assertThat(framework("x.jar", "-D", "mapreduce.framework.name=local", "in"))
                .hasValue("local");
        assertThat(framework("-Dmapreduce.framework.name=local", "-Dmapreduce.framework.name=yarn"))
                .hasValue("yarn");
        assertThat(framework("-jt", "local")).hasValue("local");
    }

    @Test
    void other_words_name_none() {
        assertThat(framework()).isEmpty();
        assertThat(framework("-D")).isEmpty();
        assertThat(framework("-D", "mapreduce.job.reduces=1", "mapreduce.framework.name=local"))
                .isEmpty();
        assertThat(framework("-jt", "127.0.0.1:8032")).isEmpty();
    }

    private static Optional<String> framework(String... arguments) {
        return GenericOptions.framework(List.of(arguments));
    }
}
