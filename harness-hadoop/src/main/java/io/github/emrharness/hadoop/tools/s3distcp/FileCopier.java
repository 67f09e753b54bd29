package io.github.emrharness.hadoop.tools.s3distcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** Writes one output file. */
final class FileCopier {

    private static final int BUFFER = 128 * 1024;

    private final Configuration conf;
    private final Path destination;
    private final Optional<Compression> compression;

    /**
     * @param compression of what is written; empty to copy the bytes as they are
     */
    FileCopier(Configuration conf, Path destination, Optional<Compression> compression) {
        this.conf = conf;
        this.destination = destination;
        this.compression = compression;
    }

    /** The address of a file below the destination. */
    Path target(OutputFile file) {
        return new Path(destination, file.name());
    }

    /**
     * Copies the sources one after the other, over a file that exists unless it is appended to.
     *
     * @throws IOException if a source cannot be read or the target cannot be written; the message names both
     */
    void copy(OutputFile file) throws IOException {
        Path target = target(file);
        try {
            FSDataOutputStream raw = open(file, target);
            try {
                OutputStream out = compression.isPresent() ? compressed(raw, compression.get()) : raw;
                for (SourceFile source : file.sources()) {
                    append(source, out);
                }
                out.close();
            } catch (IOException | RuntimeException | Error e) {
                giveUp(raw);
                throw e;
            }
        } catch (IOException e) {
            throw new IOException("Failed to copy " + describe(file) + " to " + target + ": " + e.getMessage(), e);
        }
    }

    private FSDataOutputStream open(OutputFile file, Path target) throws IOException {
        FileSystem fileSystem = target.getFileSystem(conf);
        if (!file.appended()) {
            return fileSystem.create(target, true);
        }
        if (!fileSystem.hasPathCapability(target, CommonPathCapabilities.FS_APPEND)) {
            throw new IOException("--appendToLastFile: files of " + fileSystem.getUri()
                    + " cannot be appended to. The destination has to be in HDFS.");
        }
        return fileSystem.append(target);
    }

    private void append(SourceFile source, OutputStream out) throws IOException {
        Path path = new Path(source.address());
        try (InputStream raw = path.getFileSystem(conf).open(path);
                InputStream in = compression.isPresent() ? uncompressed(raw, Compression.of(source.name())) : raw) {
            IOUtils.copyBytes(in, out, BUFFER, false);
        }
    }

    private OutputStream compressed(OutputStream out, Compression as) throws IOException {
        Optional<CompressionCodec> codec = codec(as);
        return codec.isPresent() ? codec.get().createOutputStream(out) : out;
    }

    private InputStream uncompressed(InputStream in, Compression from) throws IOException {
        Optional<CompressionCodec> codec = codec(from);
        return codec.isPresent() ? codec.get().createInputStream(in) : in;
    }

    private Optional<CompressionCodec> codec(Compression of) throws IOException {
        return switch (of) {
            case NONE -> Optional.empty();
            case GZIP -> Optional.of(ReflectionUtils.newInstance(GzipCodec.class, conf));
            case SNAPPY -> Optional.of(ReflectionUtils.newInstance(SnappyCodec.class, conf));
            case LZO ->
                throw new IOException("The harness cannot read LZO; --outputCodec=keep copies the file as it is.");
        };
    }

    /** An object of S3 comes into being when its stream is closed; half of one must not. */
    private static void giveUp(FSDataOutputStream out) {
        if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
            out.abort();
        }
        IOUtils.closeStream(out);
    }

    private static String describe(OutputFile file) {
        int more = file.sources().size() - 1;
        return file.sources().get(0).address() + (more > 0 ? " and " + more + " more" : "");
    }
}
