package io.github.emrharness.hive.tools;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.RetryingHMSHandler;
import org.apache.hadoop.hive.metastore.TransactionalValidationListener;
import org.apache.hadoop.hive.metastore.api.SetPartitionsStatsRequest;

/** Hive's handler of the requests to a metastore, for one cluster with a catalog of its own. */
final class ClusterHandler {

    private ClusterHandler() {}

    /**
     * Makes one.
     *
     * @param conf with the catalog as the default one
     */
    static IHMSHandler of(HiveConf conf, String catalog) throws Exception {
        HMSHandler base = new HMSHandler("metastore of " + catalog, conf, false);
        IHMSHandler retrying = RetryingHMSHandler.getProxy(conf, base, false);
        checkTransactionalTables(base, catalog);
        return (IHMSHandler) Proxy.newProxyInstance(
                ClusterHandler.class.getClassLoader(),
                new Class<?>[] {IHMSHandler.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof SetPartitionsStatsRequest request) {
                        ColumnStatistics.mergeable(request);
                    }
                    try {
                        return method.invoke(retrying, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Hive checks and completes the properties of transactional tables in the catalogs that it knows by name. */
    @SuppressWarnings("unchecked")
    private static void checkTransactionalTables(HMSHandler handler, String catalog)
            throws ReflectiveOperationException {
        for (Object listener : (Iterable<?>) get(HMSHandler.class, "preListeners", handler)) {
            if (listener instanceof TransactionalValidationListener) {
                ((Collection<String>) get(TransactionalValidationListener.class, "supportedCatalogs", listener))
                        .add(catalog);
            }
        }
    }

    private static Object get(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
