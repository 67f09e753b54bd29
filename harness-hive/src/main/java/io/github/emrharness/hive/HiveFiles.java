package io.github.emrharness.hive;

import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.HarnessContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Hive's class path consists of: the configuration that all steps share, our own classes beside Hive, its libraries. */
final class HiveFiles {

    /** Everything in the package {@code tools}; they see Hive, and nothing of the harness. */
    static final List<String> TOOLS = List.of(
            "BeelineMain",
            "CliMain",
            "CliMain$Work",
            "ClusterHandler",
            "ClusterStore",
            "ColumnStatistics",
            "ColumnStatistics$1",
            "Configurations",
            "ForkedMain",
            "FunctionsOfSession",
            "HiveServer2Main",
            "HiveServer2Main$Endpoint",
            "JdkFormatter",
            "JdkFormatter$1",
            "MetastoreMain",
            "NioLocalFileSystem",
            "NioLocalFileSystem$Afs",
            "NioLocalFileSystem$Raw",
            "ProcessEnd",
            "SiteInMemory",
            "SiteInMemory$Connection",
            "StatementMain",
            "TableMain",
            "TemplateMain",
            "TezInBackground",
            "Utf8CliDriver",
            "WarmUpMain",
            "WithoutTez");

    private static final Logger LOG = LoggerFactory.getLogger(HiveFiles.class);

    private final Path directory;
    private final List<Path> libraries;

    private HiveFiles(Path directory, List<Path> libraries) {
        this.directory = directory;
        this.libraries = libraries;
    }

    /** Waits for the object store, whose address belongs to the configuration. */
    static HiveFiles of(HarnessContext harness) throws IOException {
        Path directory = harness.directory("hive");
        HiveFiles files = new HiveFiles(directory, libraries(harness, directory));
        files.packTools();
        Files.createDirectories(files.configuration());
        HadoopXml.write(
                HiveProperties.ofHarness(harness, directory),
                files.configuration().resolve("core-site.xml"));
        Files.writeString(files.log4jConfiguration(), log4jConfiguration(harness.engineLogLevel()));
        return files;
    }

    private static List<Path> libraries(HarnessContext harness, Path directory) throws IOException {
        Path cache = CacheDirectory.find(harness.settings());
        try {
            return HiveLibraries.find(cache);
        } catch (IOException e) {
            LOG.debug("Cannot use the cache directory {}", cache, e);
            return HiveLibraries.find(directory);
        }
    }

    List<Path> classPath() {
        List<Path> all = new ArrayList<>(List.of(configuration(), tools()));
        all.addAll(libraries);
        return all;
    }

    Path tools() {
        return directory.resolve("tools.jar");
    }

    Path log4jConfiguration() {
        return directory.resolve("log4j2.properties");
    }

    private Path configuration() {
        return directory.resolve("conf");
    }

    private void packTools() throws IOException {
        try (OutputStream out = Files.newOutputStream(tools());
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String name : TOOLS) {
                String resource = "tools/" + name + ".class";
                try (InputStream in = HiveFiles.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new IllegalStateException("The jar of emr-harness-hive lacks its resource " + resource);
                    }
                    jar.putNextEntry(
                            new ZipEntry(HiveFiles.class.getPackageName().replace('.', '/') + "/" + resource));
                    in.transferTo(jar);
                }
            }
        }
    }

    /** To the stderr of the process that runs now, not of the one that was first. */
    private static String log4jConfiguration(EngineLogLevel level) {
        return """
                status = error
                shutdownHook = disable
                rootLogger.level = %s
                rootLogger.appenderRef.console.ref = console
                # EMR has Hadoop's native library; that it is missing here is no news.
                logger.native.name = org.apache.hadoop.util.NativeCodeLoader
                logger.native.level = error
                # What every script would show, and nobody can do anything about.
                logger.session.name = org.apache.hadoop.hive.ql.session.SessionState
                logger.session.level = error
                logger.metrics.name = org.apache.hadoop.metrics2
                logger.metrics.level = error
                logger.uploader.name = org.apache.hadoop.mapreduce.JobResourceUploader
                logger.uploader.level = error
                logger.counters.name = org.apache.hadoop.mapreduce.Counters
                logger.counters.level = error
                logger.tez.name = org.apache.tez.common.TezUtilsInternal
                logger.tez.level = error
                logger.inspector.name = org.apache.hadoop.hive.serde2.objectinspector
                logger.inspector.level = error
                logger.reporter.name = org.apache.tez.runtime.task.TaskReporter
                logger.reporter.level = error
                logger.cache.name = org.apache.tez.dag.app.launcher.TezLocalCacheManager
                logger.cache.level = error
                logger.stats.name = FileOperations
                logger.stats.level = error
                # They log what the console tells as well.
                logger.parse.name = org.apache.hadoop.hive.ql.parse
                logger.parse.level = off
                logger.driver.name = org.apache.hadoop.hive.ql.Driver
                logger.driver.level = off
                logger.task.name = org.apache.hadoop.hive.ql.exec.Task
                logger.task.level = off
                appender.console.type = Console
                appender.console.name = console
                appender.console.target = SYSTEM_ERR
                appender.console.follow = true
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %%d{yyyy-MM-dd'T'HH:mm:ss,SSS} %%p [%%t] %%c{2}: %%m%%n%%ex
                """
                .formatted(level.name().toLowerCase(Locale.ROOT));
    }
}
