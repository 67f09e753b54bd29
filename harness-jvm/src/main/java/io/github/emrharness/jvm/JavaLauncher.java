package io.github.emrharness.jvm;

/** Starts Java programs. Safe for use by many threads. */
public interface JavaLauncher extends AutoCloseable {

    /**
     * Starts the program and returns while it runs. As with the {@code java} command, a main class that is missing shows as
     * an exit code of 1 with the reason on stderr, and a class path entry that does not exist is passed over.
     *
     * @throws IllegalArgumentException if the command asks for something that this launcher cannot give
     * @throws IllegalStateException if this launcher is closed
     */
    JavaProcess start(JavaCommand command);

    /** Kills what still runs and releases everything; closing twice is harmless. */
    @Override
    void close();
}
