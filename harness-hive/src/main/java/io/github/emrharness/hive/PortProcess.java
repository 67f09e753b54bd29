package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of Hive's that opens ports: it reads a line for each, and answers with the port, or with why there is none. Safe for
 * use by many threads.
 */
final class PortProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortProcess.class);

    private static final Duration END = Duration.ofSeconds(10);

    private static final Pattern PORT = Pattern.compile("\\d+");

    /** Instead of a port: the process is over. */
    private static final String OVER = "";

    private final String name;
    private final JavaProcess process;
    private final Questions questions;
    private final Answers answers;
    private final Tail stderr;

    private PortProcess(String name, JavaProcess process, Questions questions, Answers answers, Tail stderr) {
        this.name = name;
        this.process = process;
        this.questions = questions;
        this.answers = answers;
        this.stderr = stderr;
    }

    /** Starts it, and returns while it starts. */
    static PortProcess start(String name, Function<JavaCommand, JavaProcess> launcher, JavaCommand.Builder command) {
        Questions questions = new Questions();
        Answers answers = new Answers();
        Tail stderr = new Tail();
        JavaProcess process = launcher.apply(
                command.stdin(questions).stdout(answers).stderr(stderr).build());
        CompletableFuture<Integer> unused = process.onExit().whenComplete((code, failure) -> answers.lines.add(OVER));
        return new PortProcess(name, process, questions, answers, stderr);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Asks for a port, and waits for it.
     *
     * @throws IOException if the port cannot be opened; the message says why
     */
    synchronized int ask(String question) throws IOException {
        try {
            questions.put(question);
            String answer = answers.lines.take();
            if (answer.equals(OVER)) {
                answers.lines.add(OVER);
                throw ended();
            }
            if (!PORT.matcher(answer).matches()) {
                throw new IOException("The " + name + " cannot be opened: " + answer);
            }
            return Integer.parseInt(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the " + name + " starts");
        }
    }

    IOException ended() {
        return new IOException("The " + name + " has ended:\n" + stderr.toString(UTF_8));
    }

    /** Ends it in its own way: a kill leaves the threads that listen. */
    @Override
    public void close() {
        process.terminate();
        try {
            if (!process.waitFor(END)) {
                LOG.warn("The {} does not end within {}, and is killed", name, END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** The end of what the process prints, which may run for hours. */
    private static final class Tail extends ByteArrayOutputStream {

        private static final int KEPT = 64 << 10;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (count > 2 * KEPT) {
                System.arraycopy(buf, count - KEPT, buf, 0, KEPT);
                count = KEPT;
            }
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
