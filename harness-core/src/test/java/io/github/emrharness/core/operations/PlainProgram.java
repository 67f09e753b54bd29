package io.github.emrharness.core.operations;

import java.util.Arrays;

/** The main class of a jar that a step runs: tells what it finds and exits with its first argument. */
public final class PlainProgram {

    private static int count;

    private PlainProgram() {}

    public static void main(String[] args) {
        count++;
        System.out.println("args " + Arrays.toString(args) + ", property " + System.getProperty("my.property")
                + ", user " + System.getenv("USER") + ", count " + count);
        int code = Integer.parseInt(args[0]);
        if (code != 0) {
            System.err.println("leaving with " + code);
        }
        System.exit(code);
    }
}
