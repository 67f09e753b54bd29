package io.github.emrharness.spark;

import java.util.List;

/** The Sparks that the harness runs, each with the Scala that Amazon EMR builds it for. */
enum SparkLine {
    /** Of {@code emr-7.x}. */
    SPARK_3(
            3,
            "2.12",
            "emr-harness-spark",
            "emr-harness-bom",
            "",
            List.of("engine-artifacts.txt", "optional-artifacts.txt")),
    /** Of {@code emr-spark-8.x}. */
    SPARK_4(
            4,
            "2.13",
            "emr-harness-spark4",
            "emr-harness-spark4-bom",
            "spark4/",
            List.of("engine-artifacts.txt", "optional-artifacts.txt", "thriftserver-artifacts.txt"));

    private final int major;
    private final String scala;
    private final String harness;
    private final String bom;
    private final String resources;
    private final List<String> artifactLists;

    SparkLine(int major, String scala, String harness, String bom, String resources, List<String> artifactLists) {
        this.major = major;
        this.scala = scala;
        this.harness = harness;
        this.bom = bom;
        this.resources = resources;
        this.artifactLists = artifactLists.stream().map(this::resource).toList();
    }

    /** The line of that version of Spark; those before Spark 3 are counted to the first. */
    static SparkLine ofVersion(String sparkVersion) {
        String major = sparkVersion.replaceFirst("\\D.*", "");
        return !major.isEmpty() && Integer.parseInt(major) >= SPARK_4.major ? SPARK_4 : SPARK_3;
    }

    /** Such as {@code 2.13}. */
    String scala() {
        return scala;
    }

    /** The artifactId of something that there is for each Scala, such as {@code spark-core}. */
    String artifact(String name) {
        return name + "_" + scala;
    }

    /** The artefact of the harness that brings this Spark along. */
    String harness() {
        return "io.github.emrharness:" + harness;
    }

    /** The BOM with the versions that fit this Spark. */
    String bom() {
        return "io.github.emrharness:" + bom;
    }

    /** The lists of the jars that belong to the engine; resources beside this class. */
    List<String> artifactLists() {
        return artifactLists;
    }

    /** The name of a resource beside this class that each line has of its own. */
    String resource(String name) {
        return resources + name;
    }

    /** How it is called. */
    @Override
    public String toString() {
        return "Spark " + major;
    }
}
