package io.github.emrharness.jvm;

/** Starts Java programs. Safe for use by many threads. */
public interface JavaLauncher extends AutoCloseable {

    /**
     * Starts the program and returns while it runs. A main class that is missing, or a class path entry that does not
     * exist, shows as an exit code of 1 with the reason on stderr, as with the {@code java} command.
     *
     * @throws IllegalArgumentException if the command asks for something that this launcher cannot give
     * @throws IllegalStateException if this launcher is closed
     */
    JavaProcess start(JavaCommand command);

    /** Kills what still runs and releases everything; closing twice is harmless. */
    @Override
    void close();
}
