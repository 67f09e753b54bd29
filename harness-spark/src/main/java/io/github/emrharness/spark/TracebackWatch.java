package io.github.emrharness.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step's stdout that remembers the end of what is written. Spark sends the stderr of a Python driver to its own stdout
 * ({@code PythonRunner}), so that the traceback of a failure stands there, while everybody looks for it in stderr.
 */
final class TracebackWatch extends OutputStream {

    private static final int MEMORY = 128 * 1024;
    private static final String TRACEBACK = "Traceback (most recent call last):";

    /** What may stand between the tracebacks of one exception and of the one that it has led to. */
    private static final Pattern CHAIN = Pattern.compile(
            "\\s.*||\\QTraceback (most recent call last):\\E|During handling of the above exception.*|The above exception was the direct cause.*"
                    + "|[A-Za-z_][\\w.]*(?::.*)?");

    private final OutputStream stdout;
    private final ByteArrayOutputStream end = new ByteArrayOutputStream();

    TracebackWatch(OutputStream stdout) {
        this.stdout = stdout;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        remember(bytes, offset, length);
        stdout.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        stdout.flush();
    }

    private synchronized void remember(byte[] bytes, int offset, int length) {
        end.write(bytes, offset, length);
        if (end.size() > 2 * MEMORY) {
            byte[] all = end.toByteArray();
            end.reset();
            end.write(all, all.length - MEMORY, MEMORY);
        }
    }

    /** The traceback of the exception that nobody has caught, and of those that have led to it. */
    synchronized Optional<String> traceback() {
        List<String> lines = end.toString(UTF_8).lines().toList();
        int start = lines.lastIndexOf(TRACEBACK);
        if (start < 0) {
            return Optional.empty();
        }
        for (int i = start - 1; i >= 0 && CHAIN.matcher(lines.get(i)).matches(); i--) {
            if (lines.get(i).equals(TRACEBACK)) {
                start = i;
            }
        }
        return Optional.of(String.join("\n", lines.subList(start, lines.size())) + "\n");
    }
}
