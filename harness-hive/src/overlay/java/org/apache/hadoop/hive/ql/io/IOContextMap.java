package org.apache.hadoop.hive.ql.io;

import com.google.common.collect.MapMaker;
import java.util.concurrent.ConcurrentMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.exec.Utilities;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * In place of Hive's own, which has a context for each name of an input: one task in a JVM, as in a container. Here queries
 * of several sessions run at once in HiveServer2, and each of them, and each task of MapReduce, has contexts of its own.
 */
public class IOContextMap {

    /** As Hive's: the prefix of the names of inputs. */
    public static final String DEFAULT_CONTEXT = "";

    /** Who reads and who runs the operators hold a context as long as they need it. */
    private static final ConcurrentMap<Key, IOContext> CONTEXTS =
            new MapMaker().weakValues().makeMap();

    private record Key(String query, String task, String input) {}

    private IOContextMap() {}

    public static IOContext get(Configuration conf) {
        boolean mapReduce = HiveConf.getVar(conf, HiveConf.ConfVars.HIVE_EXECUTION_ENGINE).equals("mr");
        Key key = new Key(
                HiveConf.getVar(conf, HiveConf.ConfVars.HIVEQUERYID),
                // Tez gives reader and operators of a task different ones. It runs one task of a query at a time.
                mapReduce ? conf.get(MRJobConfig.TASK_ATTEMPT_ID, "") : "",
                conf.get(Utilities.INPUT_NAME, DEFAULT_CONTEXT));
        return CONTEXTS.computeIfAbsent(key, any -> new IOContext());
    }

    /** Hive's takes the contexts of all queries away when one has fetched its rows. */
    public static void clear() {}
}
