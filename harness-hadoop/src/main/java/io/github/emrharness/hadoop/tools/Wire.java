package io.github.emrharness.hadoop.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the harness and the process of the daemons say to each other: a request is a secret, a name, arguments and a body; an
 * answer is a body. A body is in parts with their lengths, so that it ends where it ends, and can end with a failure.
 */
public final class Wire {

    private static final int END = 0;
    private static final int FAILURE = -1;
    private static final int PART = 64 * 1024;

    private Wire() {}

    /** Writes a text of any length. */
    public static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #writeText} has written. */
    public static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }

    /** Writes names and values. */
    public static void writeMap(DataOutputStream out, Map<String, String> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            writeText(out, entry.getKey());
            writeText(out, entry.getValue());
        }
    }

    /** Reads what {@link #writeMap} has written. */
    public static Map<String, String> readMap(DataInputStream in) throws IOException {
        Map<String, String> map = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in);
            map.put(name, readText(in));
        }
        return map;
    }

    /** Ends a body with a failure, which its reader gets. */
    public static void writeFailure(DataOutputStream out, Throwable failure) throws IOException {
        out.writeInt(FAILURE);
        writeText(out, failure.getClass().getName());
        String message = failure.getMessage();
        writeText(out, message == null ? failure.toString() : withoutRemoteStack(message));
        out.flush();
    }

    /** Hadoop's servers put their stack traces into messages. */
    private static String withoutRemoteStack(String message) {
        int stack = message.indexOf("\n\tat ");
        return (stack < 0 ? message : message.substring(0, stack)).strip();
    }

    /** A body to write; closing it ends the body, not the stream below. */
    public static OutputStream body(DataOutputStream out) {
        return new Body(out);
    }

    /**
     * A body to read, up to its end. A failure in it is thrown as an {@link IOException}, as a {@link FileNotFoundException}
     * where it was one.
     */
    public static InputStream body(DataInputStream in) {
        return new Content(in);
    }

    private static final class Body extends FilterOutputStream {

        private final DataOutputStream target;
        private final byte[] part = new byte[PART];
        private int size;
        private boolean closed;

        Body(DataOutputStream target) {
            super(target);
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            if (size == part.length) {
                send();
            }
            part[size++] = (byte) value;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                if (size == part.length) {
                    send();
                }
                int count = Math.min(length - done, part.length - size);
                System.arraycopy(bytes, offset + done, part, size, count);
                size += count;
                done += count;
            }
        }

        private void send() throws IOException {
            if (size > 0) {
                target.writeInt(size);
                target.write(part, 0, size);
                size = 0;
            }
        }

        @Override
        public void flush() throws IOException {
            send();
            target.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                send();
                target.writeInt(END);
                target.flush();
            }
        }
    }

    private static final class Content extends InputStream {

        private final DataInputStream source;
        private int left;
        private boolean ended;

        Content(DataInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !next()) {
                return -1;
            }
            int count = source.read(target, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The other side has closed the connection");
            }
            left -= count;
            return count;
        }

        private boolean next() throws IOException {
            if (!ended) {
                left = source.readInt();
                if (left == FAILURE) {
                    ended = true;
                    left = 0;
                    String type = readText(source);
                    String message = readText(source);
                    throw type.equals(FileNotFoundException.class.getName())
                            ? new FileNotFoundException(message)
                            : new IOException(
                                    type.equals(IOException.class.getName()) ? message : type + ": " + message);
                }
                ended = left == END;
            }
            return !ended;
        }
    }
}
