package io.github.emrharness.hadoop.tools;

import java.lang.reflect.Field;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.v2.hs.HistoryClientService;
import org.apache.hadoop.mapreduce.v2.hs.HistoryContext;
import org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer;

/** Without the web application. */
final class QuietJobHistoryServer extends JobHistoryServer {

    @Override
    protected HistoryClientService createHistoryClientService() {
        return new HistoryClientService(jobs(), jhsDTSecretManager) {
            @Override
            protected void initializeWebApp(Configuration configuration) {
                // Nobody looks at it.
            }
        };
    }

    /** Kept in a field that is not for us, and not among the services yet. */
    private HistoryContext jobs() {
        try {
            Field field = JobHistoryServer.class.getDeclaredField("jobHistoryService");
            field.setAccessible(true);
            return (HistoryContext) Objects.requireNonNull(field.get(this));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Hadoop keeps the jobs of its history server elsewhere", e);
        }
    }
}
