package io.github.emrharness.jvm;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Collects what a process prints, and waits for parts of it. */
public final class Output extends OutputStream {

    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        lock.lock();
        try {
            bytes.write(source, offset, length);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public String text() {
        lock.lock();
        try {
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    public void await(String part) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(60);
        lock.lock();
        try {
            while (!text().contains(part)) {
                if (left <= 0) {
                    throw new AssertionError("[" + part + "] did not appear in [" + text() + "]");
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
