package io.github.emrharness.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.ObjectStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3MockProviderTest {

    @TempDir
    Path home;

    @Test
    void it_is_found_as_a_service() {
        assertThat(ServiceLoader.load(ObjectStoreProvider.class)).hasExactlyElementsOfTypes(S3MockProvider.class);
    }

    @Test
    void a_mode_that_does_not_exist_is_refused() {
        assertThatThrownBy(
                        () -> new S3MockProvider().open(new TestContext(home, Map.of("emr.harness.s3.mode", "docker"))))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The setting emr.harness.s3.mode must be \"in-process\" or \"process\", but is \"docker\".");
    }

    @Test
    void a_cache_that_cannot_be_used_is_replaced_by_the_directory_of_the_harness() throws IOException {
        Path unusable = Files.createFile(home.resolve("file"));
        TestContext context = new TestContext(home, Map.of(CacheDirectory.SETTING, unusable.toString()));

        try (ObjectStore store = new S3MockProvider().open(context)) {
            store.createBucket("works");
        }

        assertThat(home.resolve("s3")).isDirectoryContaining("glob:**/s3mock-*");
    }
}
