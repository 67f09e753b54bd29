package io.github.emrharness.hive;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * What the classifications {@code hive-log4j2} and {@code hive-exec-log4j2} say of the levels of loggers. Tasks run in the JVM
 * of the step, so both are about the same loggers; {@code hive-log4j2} wins. All of the log goes to the step's stderr.
 */
final class HiveLogging {

    /** The weaker one first. */
    static final List<String> CLASSIFICATIONS = List.of("hive-exec-log4j2", "hive-log4j2");

    /** As Hive's own file calls the level of its root logger. */
    private static final String HIVE_LEVEL = "property.hive.log.level";

    private static final String ROOT_LEVEL = "rootLogger.level";
    private static final String LOGGER = "logger.";
    private static final String NAME = ".name";

    /** Lists of what follows; without them all that follows is read. */
    private static final Set<String> LISTS = Set.of("loggers", "appenders");

    private HiveLogging() {}

    /**
     * Writes the configuration of one process, if the cluster says anything of it.
     *
     * @param base what holds otherwise
     * @param notes gets what is not applied, in sentences
     * @return whether the file was written
     */
    static boolean write(Path base, List<Configuration> configurations, Path file, Consumer<String> notes)
            throws IOException {
        Properties all = new Properties();
        try (Reader in = Files.newBufferedReader(base)) {
            all.load(in);
        }
        boolean said = false;
        for (String classification : CLASSIFICATIONS) {
            for (Configuration each : configurations) {
                if (classification.equals(each.classification())) {
                    said |= !each.properties().isEmpty();
                    each.properties().forEach((name, value) -> put(all, classification, name, value, notes));
                }
            }
        }
        if (said) {
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                all.store(out, null);
            }
        }
        return said;
    }

    private static void put(Properties all, String classification, String name, String value, Consumer<String> notes) {
        if (name.equals(HIVE_LEVEL)) {
            all.setProperty(ROOT_LEVEL, value);
        } else if (name.startsWith(LOGGER) && !name.contains("appenderRef") || name.equals(ROOT_LEVEL)) {
            if (name.endsWith(NAME)) {
                forget(all, value);
            }
            all.setProperty(name, value);
        } else if (!LISTS.contains(name)) {
            notes.accept("Hive logs to the stderr of the step: " + name + "=" + value + " of " + classification
                    + " is not applied");
        }
    }

    /** The base may have an opinion on the same logger under another key. */
    private static void forget(Properties all, String logger) {
        for (String key : Set.copyOf(all.stringPropertyNames())) {
            if (key.startsWith(LOGGER) && key.endsWith(NAME) && logger.equals(all.getProperty(key))) {
                String prefix = key.substring(0, key.length() - NAME.length() + 1);
                all.stringPropertyNames().stream()
                        .filter(each -> each.startsWith(prefix))
                        .forEach(all::remove);
            }
        }
    }
}
