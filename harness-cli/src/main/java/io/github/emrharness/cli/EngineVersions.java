package io.github.emrharness.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The versions of the engines on the class path, as their own jars tell them. */
final class EngineVersions {

    private EngineVersions() {}

    static Optional<String> spark() {
        return version("spark-version-info.properties");
    }

    static Optional<String> hadoop() {
        return version("common-version-info.properties");
    }

    private static Optional<String> version(String resource) {
        try (InputStream in = EngineVersions.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
