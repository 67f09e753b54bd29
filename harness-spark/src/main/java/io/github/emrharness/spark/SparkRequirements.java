package io.github.emrharness.spark;

import io.github.emrharness.spi.StepStartException;
import java.util.Optional;

/** What must hold before a Spark step can start. */
final class SparkRequirements {

    private static final int FIRST_JAVA_WITHOUT_HADOOP = 24;

    private final SparkReleases releases = SparkReleases.load();
    private final boolean allowVersionMismatch;

    SparkRequirements(boolean allowVersionMismatch) {
        this.allowVersionMismatch = allowVersionMismatch;
    }

    static void checkJava(Runtime.Version java) throws StepStartException {
        if (java.feature() >= FIRST_JAVA_WITHOUT_HADOOP) {
            throw new StepStartException("Spark steps cannot run on Java " + java.feature() + ": Hadoop 3.4 calls "
                    + "Subject.getSubject, which Java 24 has taken away. Run the tests with Java 17, as Amazon EMR 7 "
                    + "does, or any version below 24.");
        }
    }

    void checkVersion(String sparkVersion, String releaseLabel) throws StepStartException {
        Optional<String> expected = releases.sparkOf(releaseLabel);
        if (allowVersionMismatch || expected.isEmpty()) {
            return;
        }
        String minor = SparkReleases.minor(expected.get());
        if (!minor.equals(SparkReleases.minor(sparkVersion))) {
            throw new StepStartException("The cluster's release " + releaseLabel + " has Spark " + expected.get()
                    + ", but the test's class path has Spark " + sparkVersion + ". Put Spark " + minor
                    + ".x on the class path" + broughtBy(minor, sparkVersion) + ", choose a release label with Spark "
                    + SparkReleases.minor(sparkVersion)
                    + ", or set " + SparkSettings.ALLOW_VERSION_MISMATCH + "=true to run the step on Spark "
                    + sparkVersion + " all the same.");
        }
    }

    private static String broughtBy(String minor, String present) {
        SparkLine needed = SparkLine.ofVersion(minor);
        return needed == SparkLine.ofVersion(present) ? "" : " (with " + needed.harness() + ")";
    }
}
