package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The {@code System.in}, {@code out} and {@code err} of an engine: the same objects for its whole life, since logging
 * libraries keep them in statics, which lead to whatever process runs at the moment.
 */
final class RoutedStreams {

    private volatile boolean closed;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    RoutedStreams(Supplier<ProcessContext> context) {
        in = new RoutedInput(() -> context.get().stdin());
        out = new PrintStream(new RoutedOutput(() -> context.get().stdout()), true, StandardCharsets.UTF_8);
        err = new PrintStream(new RoutedOutput(() -> context.get().stderr()), true, StandardCharsets.UTF_8);
    }

    InputStream in() {
        return in;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Whether a program has closed one of the print streams, which cannot be undone. */
    boolean closed() {
        return closed;
    }

    private final class RoutedOutput extends OutputStream {

        private final Supplier<OutputStream> target;

        RoutedOutput(Supplier<OutputStream> target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            target.get().write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.get().write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            target.get().flush();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class RoutedInput extends InputStream {

        private final Supplier<InputStream> source;

        RoutedInput(Supplier<InputStream> source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            return source.get().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return source.get().read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return source.get().available();
        }

        /** The stream stays open: it belongs to the one who gave it. */
        @Override
        public void close() {}
    }
}
