package io.github.emrharness.jvm.cache;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where things are kept that every run would otherwise make anew. */
public final class CacheDirectory {

    /** The setting, and the system property, that names another directory. */
    public static final String SETTING = "emr.harness.cache.directory";

    private CacheDirectory() {}

    /**
     * The directory that the setting names; else the one that the system property names; else the usual place of the
     * operating system for caches of this user.
     */
    public static Path find(Map<String, String> settings) {
        String named = settings.getOrDefault(SETTING, System.getProperty(SETTING));
        if (named != null) {
            return Path.of(named);
        }
        return usual(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv())
                .resolve("emr-harness");
    }

    static Path usual(String operatingSystem, Path home, Map<String, String> environment) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return orElse(
                    environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        return orElse(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"));
    }

    /** Relative paths are to be ignored, says the XDG Base Directory Specification. */
    private static Path orElse(@Nullable String named, Path otherwise) {
        return named != null && Path.of(named).isAbsolute() ? Path.of(named) : otherwise;
    }
}
