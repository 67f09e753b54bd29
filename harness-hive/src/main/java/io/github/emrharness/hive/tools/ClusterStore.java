package io.github.emrharness.hive.tools;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.ObjectStore;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;

/**
 * The store of one cluster's metastore. Hive 3.1 asks the catalog {@code hive} in some places whatever the default catalog
 * is: when it renames a partition, and when it lists functions. Here that means the catalog of the cluster.
 */
public final class ClusterStore extends ObjectStore {

    private String catalog = Warehouse.DEFAULT_CATALOG_NAME;

    @Override
    public void setConf(Configuration conf) {
        super.setConf(conf);
        catalog = MetastoreConf.getVar(conf, ConfVars.CATALOG_DEFAULT);
    }

    @Override
    public Table getTable(String catalogName, String database, String table) throws MetaException {
        return super.getTable(ofCluster(catalogName), database, table);
    }

    @Override
    public List<Function> getAllFunctions(String catalogName) throws MetaException {
        return super.getAllFunctions(ofCluster(catalogName));
    }

    private String ofCluster(String catalogName) {
        return catalogName.equalsIgnoreCase(Warehouse.DEFAULT_CATALOG_NAME) ? catalog : catalogName;
    }
}
