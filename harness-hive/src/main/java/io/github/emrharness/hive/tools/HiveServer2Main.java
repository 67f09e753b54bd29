package io.github.emrharness.hive.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hive.service.cli.CLIService;
import org.apache.hive.service.cli.thrift.ThriftBinaryCLIService;
import org.apache.thrift.server.TServer;
import org.apache.thrift.transport.TServerSocket;

/**
 * The HiveServer2s of all clusters, each with a port and a configuration of its own; what {@code HiveServer2.main} starts
 * besides (a web server, ZooKeeper, pools of sessions) nobody needs here.
 *
 * <p>Reads a line for each server to open, the name of its {@code hive-site.xml}, and prints its port; ends at the end of the
 * input.
 */
public final class HiveServer2Main {

    /** Its authentication without passwords, which Hive registers for the whole JVM. */
    private static final String PROVIDER = "HiveSaslPlain";

    private HiveServer2Main() {}

    public static void main(String[] args) throws Exception {
        // Whatever else prints must not come among the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        Configurations.useThoseOfThisProcess();
        Runtime.getRuntime().addShutdownHook(new Thread(HiveServer2Main::forgetProvider));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.println(open(Path.of(line)));
            }
        } catch (Exception | Error e) {
            System.err.print("Exception in thread \"main\" ");
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static int open(Path site) throws Exception {
        URL location = site.toUri().toURL();
        HiveConf.setHiveSiteLocation(location);
        MetastoreConf.setHiveSiteLocation(location);
        // Sessions have copies of this one.
        HiveConf conf = new HiveConf(HiveServer2Main.class);
        CLIService sessions = new CLIService(null);
        sessions.init(conf);
        Endpoint endpoint = new Endpoint(sessions);
        endpoint.init(conf);
        sessions.start();
        endpoint.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            endpoint.stop();
            sessions.stop();
        }));
        return endpoint.port();
    }

    private static void forgetProvider() {
        Provider provider = Security.getProvider(PROVIDER);
        if (provider != null && provider.getClass().getClassLoader() == HiveServer2Main.class.getClassLoader()) {
            Security.removeProvider(PROVIDER);
        }
    }

    /** Tells the port that it was given. */
    private static final class Endpoint extends ThriftBinaryCLIService {

        Endpoint(CLIService sessions) {
            super(sessions, () -> {});
        }

        int port() throws ReflectiveOperationException {
            Field transport = TServer.class.getDeclaredField("serverTransport_");
            transport.setAccessible(true);
            return ((TServerSocket) transport.get(server)).getServerSocket().getLocalPort();
        }
    }
}
