package io.github.emrharness.hive.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.apache.hadoop.hive.cli.CliDriver;
import org.apache.hadoop.hive.cli.CliSessionState;
import org.apache.hadoop.hive.cli.OptionsProcessor;
import org.apache.hadoop.hive.common.io.CachingPrintStream;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.exec.tez.TezSessionState;
import org.apache.hadoop.hive.ql.metadata.HiveMaterializedViewsRegistry;
import org.apache.hadoop.hive.ql.session.SessionState;
import org.slf4j.LoggerFactory;

/**
 * The main class of {@code hive}: does what {@code CliDriver.main} does for {@code -e} and {@code -f}, with the
 * configuration of this process. The system property {@value Configurations#HIVE_SITE} names its {@code hive-site.xml}.
 */
public final class CliMain {

    private CliMain() {}

    public static void main(String[] args) throws Exception {
        run(args, CliMain::execute);
    }

    /** What is done in a session; gives the exit code. */
    @FunctionalInterface
    interface Work {
        int in(CliSessionState session, OptionsProcessor options) throws Exception;
    }

    /** Runs the whole process: what to do in a session of these arguments, and the end. */
    @SuppressWarnings("Finally")
    static void run(String[] args, Work work) throws Exception {
        Configurations.useThoseOfThisProcess();
        int code = 1;
        try {
            code = exitCode(args, work);
        } catch (Exception | Error e) {
            System.err.print("Exception in thread \"main\" ");
            e.printStackTrace();
        } finally {
            // Whatever happened: threads that Hive leaves would keep the process alive.
            System.exit(code);
        }
    }

    private static int exitCode(String[] args, Work work) throws Exception {
        OptionsProcessor options = new OptionsProcessor();
        if (!options.process_stage1(args)) {
            return 1;
        }
        // With a class of our own: each MapReduce job is given the jar of this class, and Hive's has 42 MB.
        CliSessionState session = new CliSessionState(new HiveConf(CliMain.class));
        session.in = System.in;
        session.out = new PrintStream(System.out, true, UTF_8);
        session.info = new PrintStream(System.err, true, UTF_8);
        session.err = new CachingPrintStream(System.err, true, UTF_8.name());
        // What is printed past the session comes from tasks, whose output is not that of the script.
        System.setOut(new WithoutTez(System.err));
        System.setErr(new WithoutTez(System.err));
        if (!options.process_stage2(session)) {
            return 2;
        }
        HiveConf conf = session.getConf();
        for (Map.Entry<Object, Object> each : session.cmdProperties.entrySet()) {
            conf.set((String) each.getKey(), (String) each.getValue());
            session.getOverriddenConfigurations().put((String) each.getKey(), (String) each.getValue());
        }
        session.setTezSession(new TezInBackground(session.getSessionId(), conf));
        SessionState.beginStart(session, new SessionState.LogHelper(LoggerFactory.getLogger(CliMain.class), true));
        session.updateThreadName();
        HiveMaterializedViewsRegistry.get().init();
        try {
            return work.in(session, options);
        } finally {
            session.resetThreadName();
            close(session);
        }
    }

    /** Waits for Tez to start first, if it still does. */
    private static void close(CliSessionState session) throws IOException {
        TezSessionState tez = session.getTezSession();
        boolean unused = tez != null && tez.isOpen();
        session.close();
    }

    private static int execute(CliSessionState session, OptionsProcessor options) throws IOException {
        CliDriver cli = new Utf8CliDriver();
        cli.setHiveVariables(options.getHiveVariables());
        cli.processSelectDatabase(session);
        cli.processInitFiles(session);
        if (session.execString != null) {
            return cli.processLine(session.execString);
        }
        try {
            return cli.processFile(session.fileName);
        } catch (FileNotFoundException e) {
            System.err.println("Could not open input file for reading. (" + e.getMessage() + ")");
            return 3;
        }
    }
}
