package io.github.emrharness.spark;

import io.github.emrharness.spi.EngineLogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files that the engine gets from the harness: our own classes that run beside Spark, the logging binding and its
 * configuration.
 */
final class EngineFiles {

    /** Everything in the package {@code tools}; they see Spark, and nothing of the harness. */
    static final List<String> TOOLS = List.of(
            "SubmitMain",
            "ContainerMain",
            "ContainerEnd",
            "ProgramMain",
            "PythonDriver",
            "PythonGateway",
            "ProcessEnd",
            "JobConfigs",
            "JobLoaders",
            "SessionArtifacts",
            "DatasetMain",
            "WarmUpMain",
            "ArchiveMain",
            "ApplicationListener");

    private static final String LOGGING_BINDING = "log4j-slf4j2-impl.jar";

    private final Path directory;
    private final EngineClassPath engine;

    private EngineFiles(Path directory, EngineClassPath engine) {
        this.directory = directory;
        this.engine = engine;
    }

    static EngineFiles in(Path directory, EngineClassPath engine, EngineLogLevel logLevel) throws IOException {
        EngineFiles files = new EngineFiles(directory, engine);
        Path tools = Files.createDirectories(files.tools().resolve("io/github/emrharness/spark/tools"));
        for (String name : TOOLS) {
            copy("tools/" + name + ".class", tools.resolve(name + ".class"));
        }
        copy(engine.line().resource(LOGGING_BINDING), files.loggingBinding());
        SparkExamples.write(files.examples());
        Files.writeString(files.log4jConfiguration(), log4jConfiguration(logLevel));
        return files;
    }

    /** The whole class path of the engine. */
    List<Path> classPath() {
        List<Path> all = new ArrayList<>();
        all.add(tools());
        all.addAll(engine.jars());
        if (!engine.hasLoggingBinding()) {
            all.add(loggingBinding());
        }
        return all;
    }

    Path log4jConfiguration() {
        return directory.resolve("log4j2.properties");
    }

    Path examples() {
        return directory.resolve("spark-examples.jar");
    }

    private Path loggingBinding() {
        return directory.resolve(LOGGING_BINDING);
    }

    Path tools() {
        return directory.resolve("tools");
    }

    /** Spark's own layout; to the stderr of the process that runs now, not of the one that was first. */
    private static String log4jConfiguration(EngineLogLevel level) {
        return """
                status = error
                shutdownHook = disable
                rootLogger.level = %s
                rootLogger.appenderRef.stdout.ref = console
                # EMR has Hadoop's native library; that it is missing here is no news.
                logger.native.name = org.apache.hadoop.util.NativeCodeLoader
                logger.native.level = error
                # What a step on YARN tells of its application.
                logger.yarn.name = org.apache.spark.deploy.yarn.Client
                logger.yarn.level = %s
                appender.console.type = Console
                appender.console.name = console
                appender.console.target = SYSTEM_ERR
                appender.console.follow = true
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %%d{yy/MM/dd HH:mm:ss} %%p %%c{1}: %%m%%n%%ex
                """
                .formatted(name(level), name(levelOfClient(level)));
    }

    private static EngineLogLevel levelOfClient(EngineLogLevel level) {
        return level == EngineLogLevel.ERROR || level == EngineLogLevel.WARN ? EngineLogLevel.INFO : level;
    }

    private static String name(EngineLogLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream in = EngineFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The harness's part for Spark lacks its resource " + resource);
            }
            Files.copy(in, target);
        }
    }
}
