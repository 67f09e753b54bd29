package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.classpath.TestClassPath;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import io.github.emrharness.jvm.inprocess.WarmUpProgram;
import io.github.emrharness.jvm.isolated.IsolatedJvms;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JVMs that Spark runs in. */
final class SparkJvms implements AutoCloseable {

    private static final String LOGGING = "log4j2.configurationFile";
    private static final String PROGRAM_MAIN = "io.github.emrharness.spark.tools.ProgramMain";
    private static final String ARROW_MEMORY = "arrow.allocation.manager.type";

    /** Client or driver, application master, and two executors. */
    private static final int PARTS_ON_YARN = 4;

    private final HarnessContext harness;
    private final IsolatedJvms jvms;
    private final IsolatedJvms ownJvms;
    private final IsolatedJvms programs;
    private @Nullable EngineClassPath classPath;
    private @Nullable EngineFiles files;

    SparkJvms(HarnessContext harness) {
        this.harness = harness;
        jvms = new IsolatedJvms(harness.isolation() == Isolation.FORKED, "Spark step", () -> InProcessLauncher.builder()
                .recycler(new SparkRecycler())
                .maxIdleLoaders(PARTS_ON_YARN)
                .build());
        ownJvms = new IsolatedJvms(true, "Spark shell", () -> {
            throw new IllegalStateException("forked");
        });
        programs = new IsolatedJvms(false, "pyspark", () -> InProcessLauncher.builder()
                .maxIdleLoaders(0)
                .build());
    }

    /** The engine on the test's class path; looked for when it is first needed. */
    synchronized EngineClassPath classPath() throws StepStartException {
        if (classPath == null) {
            classPath = EngineClassPath.of(TestClassPath.entries());
        }
        return classPath;
    }

    /** The whole class path of a JVM with Spark. */
    List<Path> jars() throws IOException {
        return files().classPath();
    }

    /** Those of them that are Spark's own and lie where they are from run to run. */
    List<Path> engineJars() throws IOException {
        return engine().jars();
    }

    /** The directory with the classes of the harness that run beside Spark. */
    Path tools() throws IOException {
        return files().tools();
    }

    /** The version of Spark on the test's class path. */
    String sparkVersion() throws IOException {
        return engine().sparkVersion();
    }

    /** A part of the Spark on the test's class path, such as {@code spark-yarn}, by its artifactId there. */
    String artifact(String name) throws IOException {
        return engine().line().artifact(name);
    }

    /** Tells whether sessions can have Hive support. */
    boolean hasHive() throws IOException {
        return engine().has(artifact("spark-hive"));
    }

    /** Begins the description of a program that runs beside Spark, with the system properties of every Spark. */
    JavaCommand.Builder command(String mainClass, String name) throws IOException {
        return JavaCommand.builder(mainClass).name(name).classPath(jars()).systemProperties(systemProperties());
    }

    /** System properties of every Spark: its log goes to the stderr of its process. */
    Map<String, String> systemProperties() throws IOException {
        return loggingAsIn(log4jConfiguration());
    }

    /** The harness's file with the configuration of Log4j. */
    Path log4jConfiguration() throws IOException {
        return files().log4jConfiguration();
    }

    /** System properties of a Spark that logs as this file says. */
    static Map<String, String> loggingAsIn(Path file) {
        return Map.of(LOGGING, file.toUri().toString());
    }

    /**
     * System properties of a Spark that talks to Python: Arrow takes its memory from the JVM, since its way to Netty's works
     * only with the Netty of its time.
     */
    static Map<String, String> pythonProperties() {
        return Map.of(ARROW_MEMORY, "Unsafe");
    }

    /** Properties that such a Spark needs besides: the Arrow inside Iceberg's jar has no memory then, so it must not be used. */
    static Map<String, String> pythonConf() {
        return Map.of("spark.sql.iceberg.vectorization.enabled", "false");
    }

    /** Where the jars are that EMR's nodes have beside Spark's own. */
    EmrJars emrJars() throws IOException {
        return new EmrJars(TestClassPath::entries, engine().line(), engine().sparkVersion());
    }

    /** The jar that stands for the examples of EMR's Spark. */
    Path examples() throws IOException {
        return files().examples();
    }

    JavaProcess start(JavaCommand command) {
        return jvms.start(command);
    }

    /** Starts it in a child JVM, however the others run. */
    JavaProcess startInOwnJvm(JavaCommand command) {
        return ownJvms.start(command);
    }

    /** Begins the description of a program of this machine; its streams, environment and directory are the command's. */
    JavaCommand.Builder program(List<String> words, String name) throws IOException {
        return JavaCommand.builder(PROGRAM_MAIN)
                .name(name)
                .classPath(List.of(files().tools()))
                .arguments(words);
    }

    /** Starts a program of this machine; it ends with the process that this gives. */
    JavaProcess startProgram(JavaCommand program) {
        return programs.start(program);
    }

    /** Warms an engine with such a program, and later those that take the place of one that is thrown away. */
    CompletableFuture<?> warmUp(Supplier<WarmUpProgram> program) throws IOException {
        return inProcess().warmUp(jars(), program);
    }

    /** Warms, with such a program, the engines that take the place of one that is thrown away. */
    void warmReplacements(Supplier<WarmUpProgram> program) throws IOException {
        inProcess().warmReplacements(jars(), program);
    }

    private InProcessLauncher inProcess() {
        return jvms.inProcess().orElseThrow();
    }

    @Override
    public void close() {
        programs.close();
        ownJvms.close();
        jvms.close();
    }

    private EngineClassPath engine() throws IOException {
        try {
            return classPath();
        } catch (StepStartException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private synchronized EngineFiles files() throws IOException {
        if (files == null) {
            files = EngineFiles.in(harness.directory("spark"), engine(), harness.engineLogLevel());
        }
        return files;
    }
}
