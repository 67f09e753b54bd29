package io.github.emrharness.core.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads that take nothing over from the thread that happens to need them first: that may be one of a
 * step's process, whose group is killed and whose class loader must go when the step ends.
 */
final class EndpointThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    EndpointThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread thread = new Thread(group, task, name + "-" + count.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(EndpointThreads.class.getClassLoader());
        return thread;
    }
}
