package io.github.emrharness.s3;

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

/** A harness that has nothing but directories. */
record TestContext(Path home, Map<String, String> settings) implements HarnessContext {

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public String accessKeyId() {
        return "test";
    }

    @Override
    public String secretAccessKey() {
        return "test";
    }

    @Override
    public URI emrEndpoint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectStore objectStore() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path directory(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Isolation isolation() {
        return Isolation.IN_PROCESS;
    }

    @Override
    public EngineLogLevel engineLogLevel() {
        return EngineLogLevel.WARN;
    }
}
