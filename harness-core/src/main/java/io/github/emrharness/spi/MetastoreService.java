package io.github.emrharness.spi;

import java.io.IOException;
import java.util.Map;

/**
 * The Hive metastores of the clusters, each cluster with its own; a {@linkplain Engine#capability capability} of the engine
 * Hive, for other engines through {@link HarnessContext#metastore()}. Safe for use by many threads.
 */
public interface MetastoreService {

    /** Where the metastore answers. */
    String URIS = "hive.metastore.uris";

    /** Where its databases lie unless they say otherwise. */
    String WAREHOUSE = "hive.metastore.warehouse.dir";

    /**
     * What a client of Hive 2 or 3 must set to use the cluster's metastore: {@value #URIS} and {@value #WAREHOUSE}. Starts
     * nothing: the metastore starts when the first client connects. The same at every call.
     *
     * @throws IOException if no port can be opened
     */
    Map<String, String> properties(String clusterId) throws IOException;

    /** Tells whether a property of Hive says which metastore to use, for which that of the harness stands. */
    static boolean isSelectedBy(String property) {
        return property.equals(URIS)
                || property.equals("metastore.thrift.uris")
                || property.equals("metastore.catalog.default")
                || property.equals("hive.metastore.client.factory.class")
                || property.startsWith("hive.metastore.glue.")
                || property.startsWith("javax.jdo.option.");
    }
}
