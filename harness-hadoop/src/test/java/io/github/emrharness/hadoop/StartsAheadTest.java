package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsAheadTest {

    @Test
    void two_clusters_begin_and_others_wait_until_one_of_them_has_ended() {
        StartsAhead starts = new StartsAhead();

        assertThat(starts.mayBegin("j-1")).isTrue();
        assertThat(starts.mayBegin("j-2")).isTrue();
        assertThat(starts.mayBegin("j-3")).isFalse();
        starts.ended("j-3");
        assertThat(starts.mayBegin("j-4")).isFalse();

        starts.ended("j-1");
        starts.ended("j-1");
        assertThat(starts.mayBegin("j-4")).isTrue();
        assertThat(starts.mayBegin("j-5")).isFalse();
    }
}
