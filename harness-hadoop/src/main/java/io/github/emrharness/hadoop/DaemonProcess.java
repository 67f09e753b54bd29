package io.github.emrharness.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.hadoop.tools.Wire;
import io.github.emrharness.jvm.JavaProcess;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JVM in which the HDFS and YARN of all clusters run. */
final class DaemonProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonProcess.class);

    private static final Duration END = Duration.ofSeconds(10);

    private final JavaProcess process;
    private final OutputStream stdin;
    private final OutputStream log;
    private final Path logFile;
    private final String secret;
    private final int port;

    private DaemonProcess(
            JavaProcess process, OutputStream stdin, OutputStream log, Path logFile, String secret, int port) {
        this.process = process;
        this.stdin = stdin;
        this.log = log;
        this.logFile = logFile;
        this.secret = secret;
        this.port = port;
    }

    /**
     * Starts it, and waits until it takes requests.
     *
     * @param environment for the daemons and for the containers, which inherit it
     */
    static DaemonProcess start(HadoopJvms jvms, Map<String, String> environment) throws IOException {
        Path directory = Files.createDirectories(jvms.directory().resolve("daemons"));
        Path logFile = directory.resolve("daemons.log");
        String secret = UUID.randomUUID().toString();
        Map<String, String> all = new HashMap<>(environment);
        all.put("EMR_HARNESS_SECRET", secret);
        all.put("HADOOP_USER_NAME", "hadoop");
        PipedOutputStream stdin = new PipedOutputStream();
        FirstLine answer = new FirstLine();
        OutputStream log = Files.newOutputStream(logFile);
        JavaProcess process = jvms.start(jvms.command(HadoopJvms.TOOLS + "DaemonsMain", "HDFS and YARN")
                // A name node takes a part of what it believes to be its own, and there is one for each cluster.
                .jvmOptions(List.of("-Xmx512m"))
                .environment(all)
                .workingDirectory(directory)
                .stdin(new PipedInputStream(stdin))
                .stdout(answer)
                .stderr(log)
                .build());
        CompletableFuture<Integer> unused = process.onExit().whenComplete((code, failure) -> answer.line.complete(""));
        try {
            String port = answer.line.get();
            if (!port.isEmpty()) {
                return new DaemonProcess(process, stdin, log, logFile, secret, Integer.parseInt(port));
            }
            log.close();
            throw new IOException(
                    "The process of HDFS and YARN has ended, before it could be used:\n" + Files.readString(logFile));
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the process of HDFS and YARN starts");
        } catch (ExecutionException e) {
            throw new IOException("The process of HDFS and YARN does not start", e);
        }
    }

    /** Sends a request and waits until it is done. */
    void request(String name, Map<String, String> arguments) throws IOException {
        try (InputStream answer = ask(name, arguments, InputStream.nullInputStream())) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Sends a request that is answered with names and values. */
    Map<String, String> requestMap(String name, Map<String, String> arguments) throws IOException {
        try (DataInputStream answer = new DataInputStream(ask(name, arguments, InputStream.nullInputStream()))) {
            return Wire.readMap(answer);
        }
    }

    /**
     * Sends a request with a body.
     *
     * @return the body of the answer; the caller closes it
     * @throws IOException if the request fails, or later on reading if it fails in the middle
     */
    InputStream ask(String name, Map<String, String> arguments, InputStream body) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The process of HDFS and YARN has ended; its log is " + logFile);
        }
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        try {
            socket.setTcpNoDelay(true);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            Wire.writeText(out, secret);
            Wire.writeText(out, name);
            Wire.writeMap(out, arguments);
            try (OutputStream content = Wire.body(out)) {
                body.transferTo(content);
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            return new FilterInputStream(Wire.body(in)) {
                @Override
                public void close() throws IOException {
                    socket.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Ends it in its own way: a kill leaves the threads of the daemons. */
    @Override
    public void close() {
        try {
            stdin.close();
            if (!process.waitFor(END)) {
                LOG.warn("HDFS and YARN do not end in time; see {}", logFile);
                process.kill();
            }
        } catch (IOException e) {
            process.kill();
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
        }
        try {
            log.close();
        } catch (IOException e) {
            LOG.debug("Cannot close {}", logFile, e);
        }
    }

    /** What the process prints, up to the end of the first line. */
    private static final class FirstLine extends OutputStream {

        private final CompletableFuture<String> line = new CompletableFuture<>();
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();

        @Override
        public synchronized void write(int value) {
            if (value == '\n') {
                line.complete(bytes.toString(UTF_8).trim());
            } else {
                bytes.write(value);
            }
        }
    }
}
