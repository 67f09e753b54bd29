package io.github.emrharness;

/** What the handles of a test need of the engine Hadoop. */
final class HadoopPorts {

    private HadoopPorts() {}

    static <T> T require(EmrHarness harness, Class<T> type) {
        return harness.capability(type)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "There is no Hadoop on the class path, so the cluster has no"
                                        + " HDFS and no YARN. Add the dependency io.github.emrharness:emr-harness-hadoop to the tests."));
    }
}
