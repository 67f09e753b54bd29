package io.github.emrharness.s3.server;

import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/** Keeps Tomcat from the {@code java.util.logging} of the JVM. What goes wrong shows in the answers to the requests. */
public final class SilentLog implements Log {

    /** For {@link java.util.ServiceLoader}. */
    public SilentLog() {}

    /** What Tomcat calls for each of its loggers. */
    public SilentLog(String ignoredName) {}

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isErrorEnabled() {
        return false;
    }

    @Override
    public boolean isFatalEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return false;
    }

    @Override
    public void trace(@Nullable Object message) {}

    @Override
    public void trace(@Nullable Object message, @Nullable Throwable failure) {}

    @Override
    public void debug(@Nullable Object message) {}

    @Override
    public void debug(@Nullable Object message, @Nullable Throwable failure) {}

    @Override
    public void info(@Nullable Object message) {}

    @Override
    public void info(@Nullable Object message, @Nullable Throwable failure) {}

    @Override
    public void warn(@Nullable Object message) {}

    @Override
    public void warn(@Nullable Object message, @Nullable Throwable failure) {}

    @Override
    public void error(@Nullable Object message) {}

    @Override
    public void error(@Nullable Object message, @Nullable Throwable failure) {}

    @Override
    public void fatal(@Nullable Object message) {}

    @Override
    public void fatal(@Nullable Object message, @Nullable Throwable failure) {}
}
