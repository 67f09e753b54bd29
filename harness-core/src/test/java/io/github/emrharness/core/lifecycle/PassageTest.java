package io.github.emrharness.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.emrharness.Progression;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> STATES = List.of("a", "b", "c");

    @Test
    void an_immediate_passage_is_at_its_end() {
        Passage<String> passage = new Passage<>(STATES, Progression.immediate(), START);

        assertThat(passage.stateAt(START)).isEqualTo("c");
        assertThat(passage.endAt(START)).contains(START);
    }

    @Test
    void a_passage_by_time_leaves_each_state_when_its_time_is_over() {
        Passage<String> passage = new Passage<>(STATES, Progression.after(Duration.ofSeconds(10)), START);

        assertThat(passage.stateAt(START)).isEqualTo("a");
        assertThat(passage.stateAt(START.plusMillis(9_999))).isEqualTo("a");
        assertThat(passage.stateAt(START.plusSeconds(10))).isEqualTo("b");
        assertThat(passage.endAt(START.plusSeconds(19))).isEmpty();
        assertThat(passage.stateAt(START.plusSeconds(20))).isEqualTo("c");
        assertThat(passage.stateAt(START.plusSeconds(90_000_000))).isEqualTo("c");
        assertThat(passage.endAt(START.plusSeconds(1_000))).contains(START.plusSeconds(20));
    }

    @Test
    void a_passage_by_no_time_is_at_its_end() {
        Passage<String> passage = new Passage<>(STATES, Progression.after(Duration.ZERO), START);

        assertThat(passage.stateAt(START)).isEqualTo("c");
        assertThat(passage.endAt(START)).contains(START);
    }

    @Test
    void a_passage_by_describes_leaves_each_state_after_so_many() {
        Passage<String> passage = new Passage<>(STATES, Progression.afterDescribes(2), START);

        passage.described(START.plusSeconds(1));
        assertThat(passage.stateAt(START.plusSeconds(1))).isEqualTo("a");
        passage.described(START.plusSeconds(2));
        assertThat(passage.stateAt(START.plusSeconds(2))).isEqualTo("b");
        passage.described(START.plusSeconds(3));
        passage.described(START.plusSeconds(4));
        passage.described(START.plusSeconds(5));
        assertThat(passage.stateAt(START.plusSeconds(5))).isEqualTo("c");
        assertThat(passage.endAt(START.plusSeconds(5))).contains(START.plusSeconds(4));
    }

    @Test
    void a_passage_must_lead_somewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Passage<>(List.of(), Progression.immediate(), START))
                .withMessage("A passage needs a state to end in");
    }
}
