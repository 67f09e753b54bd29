package io.github.emrharness.hadoop.tools;

import java.util.Collections;
import java.util.Enumeration;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;

/** Sends what is logged to the {@link DaemonLog} of the thread, as Hadoop's daemons do on EMR. */
final class DaemonLogAppender extends AppenderSkeleton {

    private DaemonLogAppender() {
        setLayout(new PatternLayout("%d{ISO8601} %p %c (%t): %m%n"));
    }

    /** From now on the daemons log at INFO; what the process logged before goes on at its own level. */
    static void install() {
        Logger root = Logger.getRootLogger();
        Level level = root.getLevel();
        for (Object each : Collections.list((Enumeration<?>) root.getAllAppenders())) {
            if (each instanceof AppenderSkeleton appender) {
                appender.setThreshold(level);
            }
        }
        if (!Level.INFO.isGreaterOrEqual(level)) {
            root.setLevel(Level.INFO);
        }
        root.addAppender(new DaemonLogAppender());
    }

    @Override
    protected void append(LoggingEvent event) {
        StringBuilder text = new StringBuilder(getLayout().format(event));
        ThrowableInformation thrown = event.getThrowableInformation();
        if (thrown != null) {
            for (String line : thrown.getThrowableStrRep()) {
                text.append(line).append(System.lineSeparator());
            }
        }
        DaemonLog.write(text.toString());
    }

    @Override
    public boolean requiresLayout() {
        return true;
    }

    @Override
    public void close() {
        // The files belong to the daemons.
    }
}
