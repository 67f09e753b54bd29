package io.github.emrharness.jvm.inprocess;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands as this JVM's {@code System.out} or {@code err} for code that cannot be rewritten because it is the JDK's own:
 * {@code Throwable.printStackTrace()} prints to the process whose thread calls it, and as before for other threads. It has
 * no buffer and no lock of its own.
 */
final class DispatchingPrintStream extends PrintStream {

    private final PrintStream original;
    private final Function<ProcessContext, @Nullable PrintStream> ofProcess;
    private volatile boolean retired;

    DispatchingPrintStream(PrintStream original, Function<ProcessContext, @Nullable PrintStream> ofProcess) {
        super(OutputStream.nullOutputStream());
        this.original = original;
        this.ofProcess = ofProcess;
    }

    PrintStream original() {
        return original;
    }

    /** Leads everything to the original from now on. */
    void retire() {
        retired = true;
    }

    private PrintStream target() {
        Engine engine = retired ? null : EngineThreadGroup.engineOfCurrentThread();
        if (engine == null) {
            return original;
        }
        ProcessContext context = engine.context();
        // The sink of a process may be this very stream.
        boolean onTheWayOut = context.stdout().isWriting() || context.stderr().isWriting();
        PrintStream target = onTheWayOut ? null : ofProcess.apply(context);
        return target == null ? original : target;
    }

    @Override
    public void write(int value) {
        target().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        target().write(bytes, offset, length);
    }

    @Override
    public void write(byte[] bytes) {
        target().write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() {
        target().flush();
    }

    @Override
    public void close() {
        target().close();
    }

    @Override
    public boolean checkError() {
        return target().checkError();
    }

    @Override
    public void print(boolean value) {
        target().print(value);
    }

    @Override
    public void print(char value) {
        target().print(value);
    }

    @Override
    public void print(int value) {
        target().print(value);
    }

    @Override
    public void print(long value) {
        target().print(value);
    }

    @Override
    public void print(float value) {
        target().print(value);
    }

    @Override
    public void print(double value) {
        target().print(value);
    }

    @Override
    public void print(char[] value) {
        target().print(value);
    }

    @Override
    public void print(@Nullable String value) {
        target().print(value);
    }

    @Override
    public void print(@Nullable Object value) {
        target().print(value);
    }

    @Override
    public void println() {
        target().println();
    }

    @Override
    public void println(boolean value) {
        target().println(value);
    }

    @Override
    public void println(char value) {
        target().println(value);
    }

    @Override
    public void println(int value) {
        target().println(value);
    }

    @Override
    public void println(long value) {
        target().println(value);
    }

    @Override
    public void println(float value) {
        target().println(value);
    }

    @Override
    public void println(double value) {
        target().println(value);
    }

    @Override
    public void println(char[] value) {
        target().println(value);
    }

    @Override
    public void println(@Nullable String value) {
        target().println(value);
    }

    @Override
    public void println(@Nullable Object value) {
        target().println(value);
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintStream format(String format, @Nullable Object... arguments) {
        target().format(format, arguments);
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        target().format(locale, format, arguments);
        return this;
    }
}
