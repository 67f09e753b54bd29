package io.github.emrharness.spi;

import java.io.OutputStream;

/**
 * The log files of a step. What is written can be read at once by the test; all of it goes to {@code LogUri} when the
 * step ends. The streams may be used from several threads; core closes them.
 */
public interface StepLogs {

    OutputStream stdout();

    OutputStream stderr();

    /** Hadoop's own client log; the file exists only if something is written. */
    OutputStream syslog();

    /** Adds a line to {@code controller}, where EMR's step runner tells what it does, with time and level INFO. */
    void controller(String message);
}
