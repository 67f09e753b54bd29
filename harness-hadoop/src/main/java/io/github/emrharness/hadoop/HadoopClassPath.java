package io.github.emrharness.hadoop;

import io.github.emrharness.jvm.classpath.Artifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Hadoop's part of the test's class path.
 *
 * @param jars in the order of the test's class path
 */
record HadoopClassPath(List<Path> jars) {

    private static final String DAEMONS = "hadoop-client-minicluster";

    HadoopClassPath {
        jars = List.copyOf(jars);
    }

    /**
     * Picks Hadoop from a test's class path.
     *
     * @throws IOException if Hadoop's daemons are not there
     */
    static HadoopClassPath of(List<Path> testClassPath) throws IOException {
        Artifacts artifacts = Artifacts.load(HadoopClassPath.class, "engine-artifacts.txt");
        List<Path> jars = testClassPath.stream().filter(artifacts::contains).toList();
        if (jars.stream().noneMatch(jar -> Artifacts.find(jar, DAEMONS::equals).isPresent())) {
            throw new IOException("There is no Hadoop on the test's class path (no " + DAEMONS + "-<version>.jar), so"
                    + " there is no HDFS and no YARN. emr-harness-hadoop brings Hadoop with it: remove the exclusion of"
                    + " org.apache.hadoop.");
        }
        return new HadoopClassPath(jars);
    }

    /** The jar with the daemons. */
    Path daemons() throws IOException {
        return artifact(DAEMONS);
    }

    /**
     * The artefact of that name.
     *
     * @throws IOException if the test's class path lacks it
     */
    Path artifact(String artifactId) throws IOException {
        return jars.stream()
                .filter(jar -> Artifacts.find(jar, artifactId::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IOException("There is no " + artifactId
                        + "-<version>.jar on the test's class path:" + " add org.apache.hadoop:" + artifactId
                        + " to the tests. emr-harness-hadoop brings it with it."));
    }
}
