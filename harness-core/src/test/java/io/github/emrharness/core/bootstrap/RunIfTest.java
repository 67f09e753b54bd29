package io.github.emrharness.core.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunIfTest {

    private static final Map<String, Boolean> MASTER = Map.of("isMaster", true, "isRunningDataNode", false);

    @Test
    void it_is_found_by_its_address() {
        assertThat(RunIf.is("s3://elasticmapreduce/bootstrap-actions/run-if")).isTrue();
        assertThat(RunIf.is("s3://eu-west-1.elasticmapreduce/bootstrap-actions/run-if"))
                .isTrue();
        assertThat(RunIf.is("s3://mine/bootstrap-actions/run-if")).isFalse();
    }

    @Test
    void a_condition_is_about_the_facts_of_the_instance() {
        assertThat(RunIf.holds(List.of("instance.isMaster=true", "x"), MASTER)).isTrue();
        assertThat(RunIf.holds(List.of("instance.isMaster=false", "x"), MASTER)).isFalse();
        assertThat(RunIf.holds(List.of("instance.isRunningDataNode=false", "x"), MASTER))
                .isTrue();
        assertThat(RunIf.holds(List.of("instance.isUnknown=true", "x"), MASTER)).isFalse();
    }

    @Test
    void a_single_argument_is_a_line_for_the_shell() {
        assertThat(RunIf.command(List.of("instance.isMaster=true", "echo running on master node")))
                .containsExactly("bash", "-c", "echo running on master node");
        assertThat(RunIf.command(List.of("instance.isMaster=true", "touch", "a b")))
                .containsExactly("touch", "a b");
        assertThat(RunIf.command(List.of("instance.isMaster=true", "s3://b/script.sh one two")))
                .containsExactly("s3://b/script.sh", "one", "two");
    }

    @Test
    void other_arguments_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunIf.holds(List.of("isMaster", "x"), MASTER))
                .withMessage("run-if needs a condition such as instance.isMaster=true and a command, but its arguments"
                        + " are [isMaster, x]");
        assertThatIllegalArgumentException().isThrownBy(() -> RunIf.holds(List.of(), MASTER));
        assertThatIllegalArgumentException().isThrownBy(() -> RunIf.holds(List.of("instance.isMaster=true"), MASTER));
    }
}
