package io.github.emrharness.hive.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.hadoop.hive.metastore.txn.TxnDbUtil;
import org.datanucleus.api.jdo.JDOPersistenceManagerFactory;
import org.datanucleus.store.schema.SchemaAwareStoreManager;

/** Makes the empty database that metastores start from, with the tables for transactions. Argument: the directory for it. */
public final class TemplateMain {

    private static final String URL = "jdbc:derby:memory:template";
    private static final String MODEL = "org.apache.hadoop.hive.metastore.model.";
    private static final Pattern PERSISTENT_CLASS = Pattern.compile("<class name=\"(\\w+)\"");

    private TemplateMain() {}

    public static void main(String[] args) throws Exception {
        Configurations.useThoseOfThisProcess();
        Configuration conf = MetastoreConf.newMetastoreConf();
        MetastoreConf.setVar(conf, ConfVars.CONNECT_URL_KEY, URL + ";create=true");
        // First, since some of its tables are not as DataNucleus would make them.
        TxnDbUtil.prepDb(conf);
        createTables();
        backUp(args[0]);
        System.exit(0);
    }

    private static void createTables() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("javax.jdo.option.ConnectionURL", URL);
        properties.setProperty("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
        properties.setProperty("javax.jdo.option.ConnectionUserName", "APP");
        properties.setProperty("javax.jdo.option.ConnectionPassword", "mine");
        properties.setProperty("datanucleus.schema.autoCreateAll", "true");
        properties.setProperty("datanucleus.autoStartMechanismMode", "ignored");
        properties.setProperty("datanucleus.identifierFactory", "datanucleus1");
        properties.setProperty("datanucleus.connectionPoolingType", "NONE");
        // Keys as Hive makes them, not by the database.
        properties.setProperty("datanucleus.rdbms.useLegacyNativeValueStrategy", "true");
        properties.setProperty("datanucleus.transactionIsolation", "read-committed");
        properties.setProperty("datanucleus.plugin.pluginRegistryBundleCheck", "LOG");
        var factory =
                (JDOPersistenceManagerFactory) JDOPersistenceManagerFactory.getPersistenceManagerFactory(properties);
        try {
            var store = (SchemaAwareStoreManager) factory.getNucleusContext().getStoreManager();
            store.createSchemaForClasses(persistentClasses(), new Properties());
        } finally {
            factory.close();
        }
    }

    private static Set<String> persistentClasses() throws IOException {
        try (InputStream in = TemplateMain.class.getResourceAsStream("/package.jdo")) {
            if (in == null) {
                throw new IOException("Hive has no package.jdo");
            }
            Matcher matcher = PERSISTENT_CLASS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<String> names = new LinkedHashSet<>();
            while (matcher.find()) {
                names.add(MODEL + matcher.group(1));
            }
            return names;
        }
    }

    private static void backUp(String directory) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL, "APP", "mine");
                CallableStatement backUp = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
            backUp.setString(1, directory);
            backUp.execute();
        }
    }
}
