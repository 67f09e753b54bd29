package io.github.emrharness.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.Releases;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What the API tells of the default release is what steps really run on. */
class DefaultReleaseTest {

    private final Release release =
            Releases.load().find(ClusterSpec.DEFAULT_RELEASE_LABEL).orElseThrow();

    @Test
    void spark_and_scala_are_those_of_the_default_release() throws IOException {
        assertThat(release.upstreamVersion("Spark")).hasValue(version("spark-version-info.properties", "version"));
        assertThat(release.contents()).containsEntry("Scala", version("library.properties", "version.number"));
    }

    /** A later patch of the same line: EMR's 3.4.1 carries fixes of its own. */
    @Test
    void hadoop_is_of_the_line_of_the_default_release() throws IOException {
        assertThat(release.upstreamVersion("Hadoop").map(DefaultReleaseTest::line))
                .hasValue(line(version("common-version-info.properties", "version")));
    }

    private static String line(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private static String version(String resource, String key) throws IOException {
        try (InputStream in = DefaultReleaseTest.class.getClassLoader().getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty(key);
        }
    }
}
