package org.apache.hadoop.hive.ql.exec;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.plan.BaseWork;
import org.apache.hadoop.hive.ql.session.SessionState;

/** In place of Hive's own, whose map of all threads is a {@code HashMap}: here tasks of several queries use it at once. */
public class GlobalWorkMapFactory {

    private final ThreadLocal<Map<Path, BaseWork>> ofThread = ThreadLocal.withInitial(HashMap::new);
    private final Map<Path, BaseWork> ofAll = Collections.synchronizedMap(new HashMap<>());

    public Map<Path, BaseWork> get(Configuration conf) {
        SessionState session = SessionState.get();
        return session != null && session.isHiveServerQuery() ? ofThread.get() : ofAll;
    }
}
