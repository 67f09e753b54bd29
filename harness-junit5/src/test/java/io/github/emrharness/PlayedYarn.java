package io.github.emrharness;

import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A YARN with one application, which stays as it is. */
public final class PlayedYarn implements YarnService {

    private final YarnApplication application;

    private PlayedYarn(YarnApplication application) {
        this.application = application;
    }

    /** The application in a YARN of its own. */
    public static YarnApplicationHandle with(YarnApplication application, Path directory) {
        return new Yarn("j-1", () -> Optional.of(new PlayedYarn(application)), directory, Duration.ofMinutes(1))
                .application(application.name());
    }

    @Override
    public List<YarnApplication> applications(String clusterId) {
        return List.of(application);
    }

    @Override
    public YarnApplication await(String clusterId, String applicationId, Duration atMost) {
        return application;
    }

    @Override
    public void collectLogs(String clusterId, String applicationId, Path directory) throws IOException {
        for (String container : List.of("container_1_0001_01_000002", "container_1_0001_01_000001")) {
            Files.writeString(
                    Files.createDirectories(directory.resolve(container)).resolve("stdout"), "of " + container + "\n");
        }
    }
}
