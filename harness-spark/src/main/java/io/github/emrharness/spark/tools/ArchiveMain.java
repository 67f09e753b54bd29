package io.github.emrharness.spark.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Loads what an archive of classes is to have, which this JVM writes when it ends: classes of a list, and what a small job
 * needs. Arguments: process id of the parent, without which it ends; file with names of classes; directory to write to.
 */
public final class ArchiveMain {

    private ArchiveMain() {}

    public static void main(String[] args) throws IOException {
        ProcessHandle.of(Long.parseLong(args[0]))
                .ifPresentOrElse(
                        parent -> parent.onExit()
                                .thenRun(() -> Runtime.getRuntime().halt(1)),
                        () -> Runtime.getRuntime().halt(1));
        ClassLoader ofSpark = SparkSession.class.getClassLoader();
        for (String name : Files.readAllLines(Path.of(args[1]))) {
            try {
                Class.forName(name, false, ofSpark);
            } catch (ClassNotFoundException | LinkageError ofTheJob) {
                // Not one of Spark's.
            }
        }
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            WarmUpMain.stages(spark, args[2]).forEach(Runnable::run);
        }
    }
}
