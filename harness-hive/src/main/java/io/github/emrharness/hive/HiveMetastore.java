package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.spi.HarnessContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metastores of the clusters: one process, started on first need, in which each cluster has a catalog and a port of its
 * own. A cluster on EMR has its own metastore too, on its primary node.
 */
final class HiveMetastore {

    private static final Logger LOG = LoggerFactory.getLogger(HiveMetastore.class);

    /** Another content of the template needs another name. */
    private static final String TEMPLATE = "hive-metastore-3.1.3-1";

    private static final Duration END = Duration.ofSeconds(10);

    /** Instead of a port: the process is over. */
    private static final String OVER = "";

    private final HarnessContext harness;
    private final HiveJvms jvms;
    private final Map<String, ForCluster> clusters = new HashMap<>();
    private @Nullable Running running;

    HiveMetastore(HarnessContext harness, HiveJvms jvms) {
        this.harness = harness;
        this.jvms = jvms;
    }

    /**
     * The metastore of one cluster, as its clients are told of it.
     *
     * @param warehouse where its databases lie unless they say otherwise
     */
    record ForCluster(int port, String catalog, String warehouse) {

        /** What tells a client of Hive 3 where it is. */
        Map<String, String> client() {
            return Map.of("hive.metastore.uris", "thrift://127.0.0.1:" + port, "metastore.catalog.default", catalog);
        }
    }

    /**
     * The metastore of that cluster; waits until it answers.
     *
     * @throws IOException if there is none; the message says why
     */
    synchronized ForCluster of(String clusterId) throws IOException {
        if (running != null && !running.process().isAlive()) {
            throw running.ended();
        }
        ForCluster known = clusters.get(clusterId);
        if (known == null) {
            known = open(clusterId);
            clusters.put(clusterId, known);
        }
        return known;
    }

    /** Where the cluster's databases lie unless they say otherwise. Starts nothing. */
    String warehouse(String clusterId) {
        return HiveProperties.uri(jvms.directory().resolve("warehouse").resolve(clusterId));
    }

    private ForCluster open(String clusterId) throws IOException {
        Running process = running;
        if (process == null) {
            process = start();
            running = process;
        }
        String catalog = clusterId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        String warehouse = warehouse(clusterId);
        return new ForCluster(process.ask(catalog + " " + warehouse), catalog, warehouse);
    }

    /** Ends it in its own way: a kill leaves the threads that listen. */
    void close() {
        Running last;
        synchronized (this) {
            last = running;
        }
        if (last != null) {
            last.close();
        }
    }

    private Running start() throws IOException {
        Path own = jvms.directory().resolve("metastore");
        Map<String, String> properties = HiveProperties.ofProcess(harness, jvms.directory(), own);
        properties.putAll(HiveProperties.ofMetastore());
        Answers answers = new Answers();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        Questions questions = new Questions();
        JavaProcess process = jvms.start(jvms.command(
                        "MetastoreMain", "Hive metastore", List.of(template().toString()), properties, own, own)
                .environment(Map.of("HADOOP_USER_NAME", "hive"))
                .stdin(questions)
                .stdout(answers)
                .stderr(stderr)
                .build());
        CompletableFuture<Integer> unused = process.onExit().whenComplete((code, failure) -> answers.lines.add(OVER));
        return new Running(process, questions, answers, stderr);
    }

    /** An empty database, made once for all JVMs of the user: Hive needs seconds to make its tables. */
    private Path template() throws IOException {
        Path cache = CacheDirectory.find(harness.settings());
        return CachedDirectory.get(cache, TEMPLATE, HiveMetastore::isDatabase, this::makeTemplate)
                .resolve("template");
    }

    private static boolean isDatabase(Path directory) {
        return Files.isRegularFile(directory.resolve("template").resolve("service.properties"));
    }

    private void makeTemplate(Path directory) throws IOException {
        Path own = jvms.directory().resolve("metastore-template");
        Map<String, String> properties = HiveProperties.ofProcess(harness, jvms.directory(), own);
        properties.putAll(HiveProperties.ofMetastore());
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        JavaProcess process = jvms.start(jvms.command(
                        "TemplateMain",
                        "template of the Hive metastore",
                        List.of(directory.toString()),
                        properties,
                        own,
                        own)
                .stdout(output)
                .stderr(output)
                .build());
        int code = exitCode(process);
        if (code != 0 || !isDatabase(directory)) {
            throw new IOException("Cannot make the database of the Hive metastore, exit code " + code + ":\n"
                    + output.toString(UTF_8));
        }
    }

    private static int exitCode(JavaProcess process) throws IOException {
        try {
            return process.onExit().get();
        } catch (ExecutionException e) {
            throw new IOException("The harness lost the process that makes the database of the Hive metastore", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the database of the Hive metastore is made");
        }
    }

    /** The process and the lines that go in and out. */
    private record Running(JavaProcess process, Questions questions, Answers answers, ByteArrayOutputStream stderr) {

        int ask(String question) throws IOException {
            try {
                questions.put(question);
                String answer = answers.lines.take();
                if (answer.equals(OVER)) {
                    answers.lines.add(OVER);
                    throw ended();
                }
                return Integer.parseInt(answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while the Hive metastore starts");
            }
        }

        IOException ended() {
            return new IOException("The Hive metastore has ended:\n" + stderr.toString(UTF_8));
        }

        void close() {
            process.terminate();
            try {
                if (!process.waitFor(END)) {
                    LOG.warn("The Hive metastore does not end within {}, and is killed", END);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the process reads. A pipe of the JDK's breaks when the thread that wrote last has ended. */
    private static final class Questions extends InputStream {

        private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
        private byte[] line = new byte[0];
        private int position;

        void put(String question) {
            lines.add((question + "\n").getBytes(UTF_8));
        }

        @Override
        public synchronized int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** Never more than a line, so that a reader does not wait for the next one. */
        @Override
        public synchronized int read(byte[] target, int offset, int length) throws IOException {
            if (position == line.length) {
                try {
                    line = lines.take();
                    position = 0;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("The process ends");
                }
            }
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, target, offset, count);
            position += count;
            return count;
        }
    }

    /** What the process prints, line by line. */
    private static final class Answers extends OutputStream {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder line = new StringBuilder();

        @Override
        public synchronized void write(int value) {
            if (value == '\n') {
                lines.add(line.toString().trim());
                line.setLength(0);
            } else {
                line.append((char) value);
            }
        }
    }
}
