package io.github.emrharness.spi;

import java.nio.file.Path;
import java.util.Map;

/**
 * A program that runs in this JVM, while other processes start it as they start any: by a file, with arguments, streams, an
 * exit code and signals.
 *
 * @see HarnessContext#openProgram
 */
public interface CallableProgram extends AutoCloseable {

    /** What to start; the program goes by the name of this file. Needs Bash. */
    Path file();

    /** Variables that a caller's environment must have; they hold a secret of this harness. */
    Map<String, String> environment();

    /** Ends the calls that still run; no other is served. */
    @Override
    void close();
}
