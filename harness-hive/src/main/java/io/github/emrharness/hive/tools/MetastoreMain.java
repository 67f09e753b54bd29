package io.github.emrharness.hive.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
import org.jspecify.annotations.Nullable;

/**
 * The metastores of all clusters, on one embedded Derby: each is a catalog with a port of its own, so that a client which
 * knows nothing of catalogs sees the tables of its cluster alone. Argument: the directory with the template of the database.
 *
 * <p>Reads lines, and answers each. An empty one asks for a port, to which clients can connect: they wait. One with this
 * port and, after a blank, the name of a file, has a metastore opened there, with what the file adds to the configuration
 * of the process; the answer is the port again, or why it cannot be opened. Ends when it is told to.
 *
 * <p>{@code HiveMetaStore.main} would listen on all addresses of the machine.
 */
public final class MetastoreMain {

    private static final int BACKLOG = 200;

    private final Path template;
    private final Map<Integer, ServerSocket> reserved = new HashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private @Nullable HiveConf base;

    private MetastoreMain(Path template) {
        this.template = template;
    }

    public static void main(String[] args) throws Exception {
        // Whatever else prints must not come among the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        MetastoreMain metastores = new MetastoreMain(Path.of(args[0]));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.println(metastores.answer(line));
            }
        } catch (Exception | Error e) {
            System.err.print("Exception in thread \"main\" ");
            e.printStackTrace();
            System.exit(1);
        }
        // The end of the input is that of the parent: what watches for it ends this JVM, and deletes its files before.
        new CountDownLatch(1).await();
    }

    /** One that cannot be opened, for example because its warehouse cannot be made, leaves the others alone. */
    private String answer(String question) {
        try {
            if (question.isEmpty()) {
                return Integer.toString(reserve());
            }
            int blank = question.indexOf(' ');
            int port = Integer.parseInt(question.substring(0, blank));
            open(reserved.remove(port), Path.of(question.substring(blank + 1)));
            return Integer.toString(port);
        } catch (Exception e) {
            e.printStackTrace();
            return e.toString().replace('\n', ' ');
        }
    }

    private int reserve() throws IOException {
        // Open as long as the server.
        @SuppressWarnings("resource")
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        reserved.put(socket.getLocalPort(), socket);
        return socket.getLocalPort();
    }

    private void open(ServerSocket socket, Path site) throws Exception {
        try {
            serve(socket, site);
        } catch (Exception e) {
            socket.close();
            throw e;
        }
    }

    private void serve(ServerSocket socket, Path site) throws Exception {
        Configuration own = new Configuration(false);
        own.addResource(site.toUri().toURL());
        HiveConf conf = new HiveConf(base());
        own.forEach(each -> conf.set(each.getKey(), each.getValue()));
        String catalog = MetastoreConf.getVar(conf, ConfVars.CATALOG_DEFAULT);
        IHMSHandler handler = ClusterHandler.of(conf, catalog);
        try {
            handler.create_catalog(
                    new CreateCatalogRequest(new Catalog(catalog, MetastoreConf.getVar(conf, ConfVars.WAREHOUSE))));
        } catch (AlreadyExistsException e) {
            // The cluster has one for its clients without HDFS already.
        }
        TServer server = new TThreadPoolServer(new TThreadPoolServer.Args(new TServerSocket(socket))
                .processor(new TSetIpAddressProcessor<>(handler))
                .protocolFactory(new TBinaryProtocol.Factory())
                .stopTimeoutVal(0)
                .executorService(Executors.newCachedThreadPool(this::daemon)));
        daemon(server::serve).start();
    }

    /** Not before it is needed: to read it takes as long as to start the JVM. */
    private HiveConf base() throws IOException {
        if (base == null) {
            Configurations.useThoseOfThisProcess();
            base = new HiveConf(MetastoreMain.class);
            MetastoreConf.setVar(base, ConfVars.CONNECT_URL_KEY, "jdbc:derby:memory:metastore;createFrom=" + template);
        }
        return base;
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "metastore-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
