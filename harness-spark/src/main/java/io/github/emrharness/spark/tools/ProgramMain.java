package io.github.emrharness.spark.tools;

import java.io.IOException;

/** Stands for a program of this machine: with the streams, environment and directory of this process. */
public final class ProgramMain {

    private ProgramMain() {}

    /**
     * @param words the program and its arguments
     */
    public static void main(String[] words) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(words).inheritIO().start();
        System.exit(program.waitFor());
    }
}
