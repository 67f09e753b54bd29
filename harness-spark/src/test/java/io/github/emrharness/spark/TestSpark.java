package io.github.emrharness.spark;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The Spark on the class path of the tests: the same tests run on each that the harness knows. */
final class TestSpark {

    /** A release that has it. */
    static final String RELEASE_LABEL = System.getProperty("emr.harness.releaseLabel", "emr-7.10.0");

    static final String VERSION = org.apache.spark.package$.MODULE$.SPARK_VERSION();

    /** Such as {@code 2.12}. */
    static final String SCALA = scala.util.Properties.versionNumberString().replaceFirst("\\.\\d+$", "");

    static final SparkLine LINE = SparkLine.ofVersion(VERSION);

    private TestSpark() {}

    /** A part of Spark, by its name here. */
    static String artifact(String name) {
        return name + "_" + SCALA;
    }

    /** The application in Python that does what its first argument says. */
    static Path pythonScenario() {
        try {
            return Path.of(TestSpark.class.getResource("/python/scenario.py").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
