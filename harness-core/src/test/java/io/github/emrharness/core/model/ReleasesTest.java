package io.github.emrharness.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleasesTest {

    private final Releases releases = Releases.load();

    @Test
    void labels_are_listed_newest_first() {
        assertThat(releases.labels())
                .startsWith("emr-spark-8.1.0")
                .containsSubsequence("emr-6.0.0", "emr-6.0.0-beta2", "emr-5.36.2", "emr-5.0.0", "emr-4.9.6")
                .endsWith("emr-4.2.0")
                .hasSizeGreaterThan(100);
        assertThat(releases.find("emr-9.9.9")).isEmpty();
    }

    @Test
    void versions_are_told_without_amazons_suffix() {
        Release release = releases.find("emr-7.10.0").orElseThrow();

        assertThat(release.contents()).containsEntry("Spark", "3.5.5-amzn-1");
        assertThat(release.upstreamVersion("Spark")).hasValue("3.5.5");
        assertThat(release.upstreamVersion("Nothing")).isEmpty();
    }

    @Test
    void applications_are_found_in_any_case() {
        Release release = releases.find("emr-7.10.0").orElseThrow();

        assertThat(release.application("jupyterhub")).hasValue("JupyterHub");
        assertThat(release.application("Java")).isEmpty();
    }

    @Test
    void releases_are_compared_by_their_numbers() {
        assertThat(releases.find("emr-5.28.0").orElseThrow().isAtLeast(5, 28)).isTrue();
        assertThat(releases.find("emr-5.9.1").orElseThrow().isAtLeast(5, 28)).isFalse();
        assertThat(releases.find("emr-6.0.0-beta2").orElseThrow().isAtLeast(5, 28))
                .isTrue();
        assertThat(releases.find("emr-spark-8.0-preview").orElseThrow().isAtLeast(7, 14))
                .isTrue();
    }
}
