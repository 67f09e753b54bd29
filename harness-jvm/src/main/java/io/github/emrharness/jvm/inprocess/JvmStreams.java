package io.github.emrharness.jvm.inprocess;

import java.io.PrintStream;

/** Puts {@link DispatchingPrintStream}s in the place of this JVM's standard streams while a launcher is open. */
final class JvmStreams {

    private final DispatchingPrintStream out = new DispatchingPrintStream(System.out, ProcessContext::out);
    private final DispatchingPrintStream err = new DispatchingPrintStream(System.err, ProcessContext::err);

    static JvmStreams install() {
        JvmStreams streams = new JvmStreams();
        System.setOut(streams.out);
        System.setErr(streams.err);
        return streams;
    }

    /** Others may have put theirs over ours meanwhile: then ours stay below and only pass on. */
    void uninstall() {
        out.retire();
        err.retire();
        PrintStream currentOut = System.out;
        if (currentOut == out) {
            System.setOut(out.original());
        }
        PrintStream currentErr = System.err;
        if (currentErr == err) {
            System.setErr(err.original());
        }
    }
}
