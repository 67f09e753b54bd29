package io.github.emrharness.hadoop;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.classpath.TestClassPath;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import io.github.emrharness.jvm.isolated.IsolatedJvms;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JVMs that Hadoop runs in: that of the daemons, and those of steps. */
final class HadoopJvms implements AutoCloseable {

    /** The package of our own classes that run beside Hadoop. */
    static final String TOOLS = "io.github.emrharness.hadoop.tools.";

    private final HarnessContext harness;
    private final IsolatedJvms jvms;
    private @Nullable HadoopClassPath classPath;
    private @Nullable HadoopFiles files;

    HadoopJvms(HarnessContext harness) {
        this.harness = harness;
        jvms = new IsolatedJvms(
                harness.isolation() == Isolation.FORKED,
                "Hadoop program",
                () -> InProcessLauncher.builder().recycler(new HadoopRecycler()).build());
    }

    /** Whether each program gets a child JVM of its own. */
    boolean isForked() {
        return jvms.isForked();
    }

    /** Where all of Hadoop's processes keep their files. */
    Path directory() {
        return harness.directory("hadoop");
    }

    /**
     * The Hadoop on the test's class path; looked for when it is first needed.
     *
     * @throws IOException if there is none
     */
    synchronized HadoopClassPath hadoop() throws IOException {
        if (classPath == null) {
            classPath = HadoopClassPath.of(TestClassPath.entries());
        }
        return classPath;
    }

    /**
     * The whole class path of a JVM with Hadoop.
     *
     * @throws IOException if there is no Hadoop on the test's class path
     */
    List<Path> classPath() throws IOException {
        return files().classPath(hadoop());
    }

    /** A directory of the class path of JVMs in containers alone. */
    Path containerFiles() throws IOException {
        return files().containerFiles();
    }

    /**
     * Begins the description of a program that runs beside Hadoop, with the harness's logging to its stderr.
     *
     * @param mainClass of Hadoop, or of our own package {@link #TOOLS}
     * @throws IOException if there is no Hadoop on the test's class path
     */
    JavaCommand.Builder command(String mainClass, String name) throws IOException {
        return JavaCommand.builder(mainClass).name(name).classPath(classPath()).systemProperties(loggingProperties());
    }

    /** System properties that send Hadoop's log to the stderr of its process. */
    Map<String, String> loggingProperties() throws IOException {
        return Map.of(
                "log4j.configuration", files().log4jConfiguration().toUri().toString());
    }

    /** Starts a JVM where the harness isolates its JVMs. */
    JavaProcess start(JavaCommand command) {
        return jvms.start(command);
    }

    @Override
    public void close() {
        jvms.close();
    }

    private synchronized HadoopFiles files() throws IOException {
        if (files == null) {
            HadoopFiles made = HadoopFiles.in(directory(), harness.engineLogLevel());
            made.unpackWebPages(hadoop());
            files = made;
        }
        return files;
    }
}
