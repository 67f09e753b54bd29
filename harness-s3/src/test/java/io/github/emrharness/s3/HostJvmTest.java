package io.github.emrharness.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.spi.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What S3Mock does to the JVM of the tests: nothing. */
class HostJvmTest {

    @TempDir
    Path home;

    @Test
    void the_jvm_is_left_as_it_was() throws Exception {
        useAStore();
        State before = State.now();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ClassLoader context = Thread.currentThread().getContextClassLoader();

        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            useAStore();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(printed.toString(UTF_8)).isEmpty();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
        State after = State.now();
        assertThat(after.systemProperties()).isEqualTo(before.systemProperties());
        assertThat(after.logHandlers()).isEqualTo(before.logHandlers());
        assertThat(after.loggers()).noneMatch(name -> name.startsWith("org.apache") || name.startsWith("org.spring"));
        assertThat(after.mBeans()).isEqualTo(before.mBeans());
        awaitEndOfOtherThreads(before.threads());
        assertThat(home.resolve("s3")).isEmptyDirectory();
    }

    /** Threads of a pool that was shut down may end a moment later, and those of an SDK client at any time. */
    private static void awaitEndOfOtherThreads(Set<String> names) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!names.contains(thread.getName())) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    /** A JVM takes one factory only; Spark sets it as well. */
    @Test
    void the_url_stream_handler_factory_stays_free() throws IOException {
        try (ObjectStore store = open()) {
            store.createBucket("free");

            assertThatCode(() -> URL.setURLStreamHandlerFactory(protocol -> null))
                    .doesNotThrowAnyException();
        }
        try (ObjectStore store = open()) {
            assertThat(store.bucketExists("free")).isFalse();
        }
    }

    @Test
    void two_stores_live_side_by_side() throws IOException {
        ObjectStore first = open();
        try (ObjectStore second = open()) {
            first.createBucket("shared-name");
            first.put("shared-name", "key", "first".getBytes(UTF_8));
            assertThat(second.bucketExists("shared-name")).isFalse();

            second.createBucket("shared-name");
            second.put("shared-name", "key", "second".getBytes(UTF_8));
            first.close();

            try (InputStream content = second.get("shared-name", "key")) {
                assertThat(content).hasContent("second");
            }
        } finally {
            first.close();
        }
    }

    @Test
    void a_closed_store_refuses_and_its_port_is_free() throws IOException {
        ObjectStore store = open();
        store.createBucket("closed");
        int port = store.endpoint().getPort();
        store.close();
        store.close();

        assertThatThrownBy(() -> store.bucketExists("closed"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The object store at http://127.0.0.1:" + port + " is closed.");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void twenty_cycles_leave_nothing_behind() throws Exception {
        useAStore();
        long filesBefore = openFiles();
        Set<String> threadsBefore = State.now().threads();

        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            loaders.add(startAndStopAServer());
        }

        awaitEndOfOtherThreads(threadsBefore);
        assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + 3);
        awaitCollection();
        assertThat(loaders.stream().filter(loader -> loader.get() != null).count())
                .isLessThanOrEqualTo(1);
    }

    private WeakReference<ClassLoader> startAndStopAServer() throws IOException {
        Path libraries = S3MockLibraries.unpack(S3MockLibraries.executableJar(), CacheDirectory.find(Map.of()));
        Path work = Files.createTempDirectory(home, "server");
        InProcessServer server =
                InProcessServer.start(new ServerSpec(libraries, work, work.resolve("objects"), 0, "us-east-1"));
        try {
            return new WeakReference<>(loaderOfTheServer());
        } finally {
            server.close();
        }
    }

    private static ClassLoader loaderOfTheServer() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getContextClassLoader)
                .filter(IsolatedLoader.class::isInstance)
                .findAny()
                .orElseThrow();
    }

    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        for (int i = 0; i < 3; i++) {
            PhantomReference<Object> sentinel = new PhantomReference<>(new Object(), queue);
            do {
                System.gc();
            } while (queue.remove(1000) == null);
            assertThat(sentinel.refersTo(null)).isTrue();
        }
    }

    private void useAStore() throws IOException {
        try (ObjectStore store = open()) {
            store.createBucket("used");
            store.put("used", "key", new byte[10]);
            assertThat(store.list("used", "")).hasSize(1);
        }
    }

    private ObjectStore open() throws IOException {
        return new S3MockProvider().open(new TestContext(home, Map.of()));
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private record State(
            Properties systemProperties,
            List<Handler> logHandlers,
            Set<String> loggers,
            Set<ObjectName> mBeans,
            Set<String> threads) {

        static State now() {
            Properties properties = new Properties();
            properties.putAll(System.getProperties());
            return new State(
                    properties,
                    Arrays.asList(Logger.getLogger("").getHandlers()),
                    loggerNames(),
                    ManagementFactory.getPlatformMBeanServer().queryNames(null, null),
                    Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> !name.startsWith("idle-connection-reaper"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        private static Set<String> loggerNames() {
            Set<String> names = new TreeSet<>();
            LogManager.getLogManager().getLoggerNames().asIterator().forEachRemaining(names::add);
            return names;
        }
    }
}
