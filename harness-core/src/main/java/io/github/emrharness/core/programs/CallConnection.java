package io.github.emrharness.core.programs;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * One of the connections of a call.
 *
 * @param in what the caller sends
 * @param out goes to the caller
 * @param close ends the connection
 */
record CallConnection(InputStream in, OutputStream out, Runnable close) {}
