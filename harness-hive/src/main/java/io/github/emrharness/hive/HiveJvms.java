package io.github.emrharness.hive;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.forked.ForkedLauncher;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import io.github.emrharness.jvm.inprocess.WarmUpProgram;
import io.github.emrharness.jvm.isolated.IsolatedJvms;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Configuration;

/** The JVMs that Hive runs in. */
final class HiveJvms implements AutoCloseable {

    private static final String TOOLS = "io.github.emrharness.hive.tools.";

    /** Of a server that answers small questions: it is there sooner, and takes less of the processors from the test. */
    private static final List<String> SERVER_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-XX:-UsePerfData");

    private final HarnessContext harness;
    private final IsolatedJvms jvms;
    private final ForkedLauncher children = ForkedLauncher.builder()
            .opens(InProcessLauncher.DEFAULT_OPENS.toArray(String[]::new))
            .build();
    private @Nullable HiveFiles files;

    HiveJvms(HarnessContext harness) {
        this.harness = harness;
        jvms = new IsolatedJvms(harness.isolation() == Isolation.FORKED, "Hive step", () -> InProcessLauncher.builder()
                .recycler(new HiveRecycler())
                .build());
    }

    /** Where all of Hive's processes keep their files. */
    Path directory() {
        return harness.directory("hive");
    }

    /**
     * Begins the description of a process.
     *
     * @param tool the simple name of a main class of the package {@code tools}
     * @param hiveSite its configuration
     * @param logging the configuration of its log
     * @param own a directory of its own
     * @param workingDirectory where relative names begin
     */
    JavaCommand.Builder command(
            String tool,
            String name,
            List<String> arguments,
            Map<String, String> hiveSite,
            Path logging,
            Path own,
            Path workingDirectory)
            throws IOException {
        return command(harness.isolation() == Isolation.FORKED, tool, name, arguments, hiveSite, logging, own)
                .workingDirectory(workingDirectory);
    }

    private JavaCommand.Builder command(
            boolean forked,
            String tool,
            String name,
            List<String> arguments,
            Map<String, String> hiveSite,
            Path logging,
            Path own)
            throws IOException {
        HiveFiles hive = files();
        Path site = Files.createDirectories(own).resolve("hive-site.xml");
        HadoopXml.write(hiveSite, site);
        Map<String, String> properties = new HashMap<>();
        properties.put("log4j2.configurationFile", logging.toUri().toString());
        properties.put("derby.stream.error.file", own.resolve("derby.log").toString());
        properties.put("user.name", "hadoop");
        // For Hadoop. In the environment it would make Hive's servers impersonate this user, which HDFS does not let
        // them.
        properties.put("HADOOP_USER_NAME", "hadoop");
        properties.put("emr.harness.hive.site", site.toString());
        return JavaCommand.builder(TOOLS + (forked ? "ForkedMain" : tool))
                .name(name)
                .classPath(forked ? List.of(hive.tools()) : hive.classPath())
                .arguments(forked ? forForkedMain(hive, tool, arguments, own) : arguments)
                .systemProperties(properties);
    }

    /** The same with the log configured as always. */
    JavaCommand.Builder command(
            String tool,
            String name,
            List<String> arguments,
            Map<String, String> hiveSite,
            Path own,
            Path workingDirectory)
            throws IOException {
        return command(tool, name, arguments, hiveSite, files().log4jConfiguration(), own, workingDirectory);
    }

    /**
     * Begins the description of a child JVM, whatever the isolation of the steps is.
     *
     * @param own its own directory, in which it also runs
     */
    JavaCommand.Builder child(String tool, String name, List<String> arguments, Map<String, String> hiveSite, Path own)
            throws IOException {
        return command(true, tool, name, arguments, hiveSite, files().log4jConfiguration(), own)
                .jvmOptions(SERVER_OPTIONS)
                .workingDirectory(own);
    }

    /** The configuration of the log of a process: its own if the cluster says anything of it, otherwise that of all. */
    Path logging(List<Configuration> configurations, Path own, Consumer<String> notes) throws IOException {
        Path ofAll = files().log4jConfiguration();
        Path ofThis = Files.createDirectories(own).resolve("log4j2.properties");
        return HiveLogging.write(ofAll, configurations, ofThis, notes) ? ofThis : ofAll;
    }

    private static List<String> forForkedMain(HiveFiles hive, String tool, List<String> arguments, Path own)
            throws IOException {
        Path classPath = own.resolve("class-path");
        Files.write(classPath, hive.classPath().stream().map(Path::toString).toList());
        List<String> all = new ArrayList<>(List.of(classPath.toString(), TOOLS + tool));
        all.addAll(arguments);
        return all;
    }

    JavaProcess start(JavaCommand command) {
        return jvms.start(command);
    }

    JavaProcess startChild(JavaCommand command) {
        return children.start(command);
    }

    /**
     * Runs one of such programs in a new Hive, which the next process gets, and later in those that take the place of one that is
     * thrown away; returns at once.
     */
    void warmUp(Supplier<WarmUpProgram> programs) throws IOException {
        InProcessLauncher launcher = jvms.inProcess().orElse(null);
        if (launcher != null) {
            CompletableFuture<?> unused = launcher.warmUp(files().classPath(), programs);
        }
    }

    @Override
    public void close() {
        jvms.close();
        // What they know is in memory, and what they write below the directory of the harness: a kill is the fastest
        // end.
        children.close();
    }

    private synchronized HiveFiles files() throws IOException {
        if (files == null) {
            files = HiveFiles.of(harness);
        }
        return files;
    }
}
