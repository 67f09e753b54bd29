package io.github.emrharness.hive.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.TSetIpAddressProcessor;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.Catalog;
import org.apache.hadoop.hive.metastore.api.CreateCatalogRequest;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;

/**
 * The metastores of all clusters, on one embedded Derby: each is a catalog with a port of its own, so that a client which
 * knows nothing of catalogs sees the tables of its cluster alone. Argument: the directory with the template of the database.
 *
 * <p>Reads a line for each metastore to open, the name of a file with the configuration that it has besides that of the
 * process, and prints its port, or why it cannot be opened; ends at the end of the input. {@code HiveMetaStore.main} would listen on all addresses of the machine.
 */
public final class MetastoreMain {

    private static final int BACKLOG = 200;

    private final HiveConf base;
    private final AtomicInteger threads = new AtomicInteger();

    private MetastoreMain(HiveConf base) {
        this.base = base;
    }

    public static void main(String[] args) throws Exception {
        // Whatever else prints must not come among the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        Configurations.useThoseOfThisProcess();
        HiveConf conf = new HiveConf(MetastoreMain.class);
        MetastoreConf.setVar(conf, ConfVars.CONNECT_URL_KEY, "jdbc:derby:memory:metastore;createFrom=" + args[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(MetastoreMain::stopDerby));
        MetastoreMain metastores = new MetastoreMain(conf);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.println(metastores.answer(Path.of(line)));
            }
        } catch (Exception | Error e) {
            System.err.print("Exception in thread \"main\" ");
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    /** One that cannot be opened, for example because its warehouse cannot be made, leaves the others alone. */
    private String answer(Path site) {
        try {
            return Integer.toString(open(site));
        } catch (Exception e) {
            e.printStackTrace();
            return e.toString().replace('\n', ' ');
        }
    }

    private int open(Path site) throws Exception {
        Configuration own = new Configuration(false);
        own.addResource(site.toUri().toURL());
        HiveConf conf = new HiveConf(base);
        own.forEach(each -> conf.set(each.getKey(), each.getValue()));
        String catalog = MetastoreConf.getVar(conf, ConfVars.CATALOG_DEFAULT);
        IHMSHandler handler = ClusterHandler.of(conf, catalog);
        try {
            handler.create_catalog(
                    new CreateCatalogRequest(new Catalog(catalog, MetastoreConf.getVar(conf, ConfVars.WAREHOUSE))));
        } catch (AlreadyExistsException e) {
            // The cluster has one for its clients without HDFS already.
        }
        // Open as long as the server.
        @SuppressWarnings("resource")
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        TServer server = new TThreadPoolServer(new TThreadPoolServer.Args(new TServerSocket(socket))
                .processor(new TSetIpAddressProcessor<>(handler))
                .protocolFactory(new TBinaryProtocol.Factory())
                .stopTimeoutVal(0)
                .executorService(Executors.newCachedThreadPool(this::daemon)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, socket)));
        daemon(server::serve).start();
        // Connections wait in the queue of the socket until the server is at it.
        return socket.getLocalPort();
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "metastore-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Else its threads stay, which no interrupt ends. */
    private static void stopDerby() {
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
        } catch (SQLException e) {
            // That is how Derby says that it has ended.
        }
    }

    private static void stop(TServer server, ServerSocket socket) {
        server.stop();
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, or goes with the process.
        }
    }
}
