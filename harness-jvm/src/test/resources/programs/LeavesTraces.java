import java.util.ListResourceBundle;
import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Leaves about everything that can be left behind in a JVM. */
public class LeavesTraces {
    public interface CountMBean {
        int getCount();
    }

    public static class Count implements CountMBean {
        @Override
        public int getCount() {
            return 1;
        }
    }

    public static class Texts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"a", "b"}};
        }
    }

    public static class Driver implements java.sql.Driver {
        @Override
        public java.sql.Connection connect(String url, java.util.Properties info) {
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) {
            return new java.sql.DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    public static class Provider extends java.security.Provider {
        public Provider() {
            super("of a program", "1", "");
        }
    }

    private static final ThreadLocal<Object> LOCAL = ThreadLocal.withInitial(Count::new);

    public static void main(String[] args) throws Exception {
        java.lang.management.ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new Count(), new javax.management.ObjectName("demo:type=Count,id=" + args[0]));
        ResourceBundle.getBundle("LeavesTraces$Texts");
        java.sql.DriverManager.registerDriver(new Driver());
        java.security.Security.addProvider(new Provider());
        Logger.getLogger("").addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {}

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        LOCAL.get();
        Thread daemon = new Thread(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // ends
            }
        });
        daemon.setDaemon(true);
        daemon.start();
        java.io.File.createTempFile("demo", null).deleteOnExit();
        if (args.length > 1) {
            System.exit(Integer.parseInt(args[1]));
        }
    }
}
