package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The way to a process's stdout or stderr, until it is cut at the end of the process: what comes later is dropped. */
final class ProcessOutput extends OutputStream {

    private static final long SETTLE_SECONDS = 2;

    private final OutputStream sink;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean cut;

    ProcessOutput(OutputStream sink) {
        this.sink = sink;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (!cut) {
                sink.write(bytes, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            if (!cut) {
                sink.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The sink stays open: it belongs to the one who gave it. */
    @Override
    public void close() {
        cut();
    }

    /** Whether this thread is in the sink at the moment. */
    boolean isWriting() {
        return lock.isHeldByCurrentThread();
    }

    /** What is written from now on is dropped; a write that is under way may still end. */
    void cut() {
        cut = true;
    }

    /** Waits for a write that is under way, unless it hangs, and flushes. */
    void settle() {
        try {
            if (lock.tryLock(SETTLE_SECONDS, TimeUnit.SECONDS)) {
                try {
                    sink.flush();
                } catch (IOException theReaderIsGone) {
                    // As with a broken pipe: nobody is there to be told.
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
