package io.github.emrharness.core.commands;

/** To come. */
final class JarStepRunner {

    /** What Hadoop's RunJar says, before the path. */
    static final String NOT_A_JAR = "Not a valid JAR: ";

    /** {@code System.exit(-1)} of Hadoop's RunJar. */
    static final int RUN_JAR_FAILED = 255;

    private JarStepRunner() {}
}
