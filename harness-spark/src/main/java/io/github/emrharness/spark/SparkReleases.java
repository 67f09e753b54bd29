package io.github.emrharness.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Spark an EMR release has. */
final class SparkReleases {

    private static final String TABLE = "spark-releases.properties";
    private static final Pattern MINOR = Pattern.compile("(\\d+\\.\\d+)\\..*");

    private final Properties versions;

    private SparkReleases(Properties versions) {
        this.versions = versions;
    }

    static SparkReleases load() {
        Properties versions = new Properties();
        try (InputStream in = SparkReleases.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The jar of harness-spark lacks its resource " + TABLE);
            }
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SparkReleases(versions);
    }

    /** Gives Amazon's version, such as {@code 3.5.5-amzn-1}; empty if the release is unknown or has no Spark. */
    Optional<String> sparkOf(String releaseLabel) {
        return Optional.ofNullable(versions.getProperty(releaseLabel));
    }

    /** Gives {@code 3.5} for {@code 3.5.5-amzn-1}. */
    static String minor(String version) {
        Matcher m = MINOR.matcher(version);
        return m.matches() ? m.group(1) : version;
    }
}
