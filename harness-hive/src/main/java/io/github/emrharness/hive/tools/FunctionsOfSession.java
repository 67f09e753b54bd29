package io.github.emrharness.hive.tools;

import org.apache.hadoop.hive.ql.metadata.Hive;
import org.apache.hadoop.hive.ql.metadata.HiveException;
import org.apache.hive.service.cli.session.HiveSessionHook;
import org.apache.hive.service.cli.session.HiveSessionHookContext;

/**
 * Lets a session of HiveServer2 begin with the permanent functions of its cluster. Hive reads them once in the life of a
 * server, which here is the server of other clusters, too.
 */
public final class FunctionsOfSession implements HiveSessionHook {

    /** For Hive. */
    public FunctionsOfSession() {}

    @Override
    public void run(HiveSessionHookContext session) {
        try {
            Hive.get(session.getSessionConf()).reloadFunctions();
        } catch (HiveException e) {
            throw new IllegalStateException("Cannot read the functions of the cluster", e);
        }
    }
}
