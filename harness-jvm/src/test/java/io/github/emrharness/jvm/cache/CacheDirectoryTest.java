package io.github.emrharness.jvm.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CacheDirectoryTest {

    private static final Path HOME = Path.of("home", "ann");

    @Test
    void the_setting_names_it() {
        assertThat(CacheDirectory.find(Map.of("emr.harness.cache.directory", "build/cache")))
                .isEqualTo(Path.of("build/cache"));
    }

    @Test
    void each_operating_system_has_its_usual_place() {
        assertThat(CacheDirectory.usual("Linux", HOME, Map.of())).isEqualTo(HOME.resolve(".cache"));
        assertThat(CacheDirectory.usual("Mac OS X", HOME, Map.of())).isEqualTo(HOME.resolve("Library/Caches"));
        assertThat(CacheDirectory.usual("Windows 11", HOME, Map.of())).isEqualTo(HOME.resolve("AppData/Local"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_xdg_variable_counts_if_it_is_absolute() {
        assertThat(CacheDirectory.usual("Linux", HOME, Map.of("XDG_CACHE_HOME", "/var/cache/ann")))
                .isEqualTo(Path.of("/var/cache/ann"));
        assertThat(CacheDirectory.usual("Linux", HOME, Map.of("XDG_CACHE_HOME", "cache")))
                .isEqualTo(HOME.resolve(".cache"));
    }
}
