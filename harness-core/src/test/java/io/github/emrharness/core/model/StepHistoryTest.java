package io.github.emrharness.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStateChangeReason;

class StepHistoryTest {

    private final List<Step> steps = new ArrayList<>();
    private final StepHistory history = new StepHistory(steps);

    private Step add() {
        StepConfig config = StepConfig.builder()
                .name("step")
                .hadoopJarStep(jar -> jar.jar("a.jar"))
                .build();
        Step step = new Step(
                "j-1",
                "s-" + steps.size(),
                steps.size() + 1,
                new StepDefinition(config, Optional.empty()),
                Instant.EPOCH,
                Path.of("logs"));
        steps.add(step);
        return step;
    }

    private static void end(Step step) {
        step.cancel(Instant.EPOCH, StepStateChangeReason.builder().build());
    }

    private static List<StepState> states(List<StepSnapshot> steps) {
        return steps.stream().map(StepSnapshot::state).toList();
    }

    @Test
    void a_moment_does_not_change() {
        Step first = add();
        Step second = add();
        List<StepSnapshot> begin = history.now();
        end(second);
        List<StepSnapshot> middle = history.now();
        end(first);
        add();
        List<StepSnapshot> last = history.now();

        assertThat(states(begin)).containsExactly(StepState.PENDING, StepState.PENDING);
        assertThat(states(middle)).containsExactly(StepState.PENDING, StepState.CANCELLED);
        assertThat(states(last)).containsExactly(StepState.CANCELLED, StepState.CANCELLED, StepState.PENDING);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> last.remove(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> begin.get(2));
    }

    @Test
    void many_steps_are_all_told() {
        List<List<StepSnapshot>> moments = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            end(add());
            moments.add(history.now());
        }

        for (int i = 0; i < moments.size(); i++) {
            assertThat(moments.get(i)).hasSize(i + 1);
            assertThat(moments.get(i).get(i).stepId()).isEqualTo("s-" + i);
        }
    }
}
