package io.github.emrharness.spark;

import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The harness as an engine sees it. */
record TestHarness(
        Path root,
        ObjectStore objectStore,
        Isolation isolation,
        EngineLogLevel engineLogLevel,
        Map<String, String> settings)
        implements HarnessContext {

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public String accessKeyId() {
        return "harness";
    }

    @Override
    public String secretAccessKey() {
        return "harness-secret";
    }

    @Override
    public URI emrEndpoint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
